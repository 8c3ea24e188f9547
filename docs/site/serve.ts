import { createServer, type Plugin } from 'vite'

/** A preview of the site. */
export interface Served {
  /** Such as `http://127.0.0.1:41234`. */
  origin: string
  /** Asks the pages that are open to load again. */
  reload: () => void
  close: () => Promise<void>
}

/** The policy of a page has to let the client of the preview listen. */
const listening: Plugin = {
  name: 'listening',
  transformIndexHtml: (html) => html.replace("default-src 'none'; script-src ", "default-src 'none'; connect-src 'self'; script-src "),
}

/**
 * Serves a folder on this machine, to people who write it.
 *
 * @param folder nothing outside of it is served
 * @param options `port`, 0 for a free one
 * @throws Error when the port is taken
 * @example const { origin, reload, close } = await serveFolder('dist/docs', { port: 0 })
 */
export async function serveFolder(folder: string, { port }: { port: number }): Promise<Served> {
  const server = await createServer({
    configFile: false,
    root: folder,
    appType: 'mpa',
    // What it would say is about code of dependencies.
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true },
    // A page loads again when the site is built, not at each file of it.
    server: { host: '127.0.0.1', port, strictPort: true, watch: null, hmr: { overlay: false }, fs: { allow: [folder] } },
    plugins: [listening],
  })
  try {
    await server.listen()
  } catch (error) {
    await server.close()
    throw new Error(`Failed to serve the site: ${error instanceof Error ? error.message : error}. Choose another --port.`)
  }
  return {
    origin: new URL(server.resolvedUrls?.local[0] ?? '').origin,
    reload: () => server.ws.send({ type: 'full-reload' }),
    close: () => server.close(),
  }
}
