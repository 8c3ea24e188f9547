import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve, sep } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.yaml': 'application/yaml',
  '.md': 'text/markdown',
  '.txt': 'text/plain',
}

/** A server of a folder. */
export interface Served {
  /** Such as `http://127.0.0.1:41234`. */
  origin: string
  /** Asks the pages that are open to load again; only with `reload`. */
  reload: () => void
  close: () => Promise<void>
}

/**
 * Serves a folder on this machine.
 *
 * @param folder nothing outside of it is served
 * @param options `port`, 0 for a free one; `reload`: pages load again when they are told to
 * @throws Error when the port is taken
 * @example const { origin, close } = await serveFolder('dist/docs', { port: 0 })
 */
export async function serveFolder(folder: string, { port, reload = false }: { port: number; reload?: boolean }): Promise<Served> {
  const open = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    if (reload && request.url === EVENTS) {
      open.add(response)
      request.once('close', () => open.delete(response))
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': open\n\n')
      return
    }
    void answer(request, response, resolve(folder), reload)
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', (error) => failed(new Error(`Failed to serve the site: ${error.message}. Choose another --port.`)))
    server.listen(port, '127.0.0.1', listening)
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reload: () => {
      for (const response of open) response.write('data: reload\n\n')
    },
    close: () =>
      new Promise((closed) => {
        for (const response of open) response.end()
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

const EVENTS = '/-reload/events'
const SCRIPT = '/-reload/script.js'
const RELOAD = `new EventSource('${EVENTS}').onmessage = () => location.reload()\n`

async function answer({ url = '/', method }: IncomingMessage, response: ServerResponse, folder: string, reload: boolean): Promise<void> {
  const send = (status: number, type: string, body: string | Buffer): void => {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    response.end(method === 'HEAD' ? undefined : body)
  }
  if (reload && url === SCRIPT) return send(200, 'text/javascript', RELOAD)
  const file = fileOf(url, folder)
  const body = file === null ? null : await readFile(file).catch(() => null)
  if (file === null || body === null) return send(404, 'text/plain', 'Not found.\n')
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  send(200, type, reload && type === 'text/html' ? reloading(body.toString()) : body)
}

/** The file that a path names, or null when it is none of the folder. */
function fileOf(url: string, folder: string): string | null {
  try {
    const path = decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname)
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
    return file.startsWith(folder + sep) && !file.includes('\0') ? file : null
  } catch {
    return null
  }
}

/** Its policy has to let the script of the preview in, and let it listen. The first `</body>` may be one in a script. */
function reloading(html: string): string {
  const end = html.lastIndexOf('</body>')
  const page = end === -1 ? html : `${html.slice(0, end)}<script src="${SCRIPT}"></script>${html.slice(end)}`
  return page.replace("default-src 'none'; script-src ", () => "default-src 'none'; connect-src 'self'; script-src 'self' ")
}
