import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Starts a server that accepts each freeze, moves one order elsewhere, and knows no other path; it keeps what it was asked. */
export async function serving<Result>(use: (baseUrl: string, asked: string[]) => Promise<Result>): Promise<Result> {
  const asked: string[] = []
  const server = createServer((request, response) => void answer(request, response, asked))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return use(`http://127.0.0.1:${port}/raas/v2`, asked).finally(() => server.close())
}

async function answer(request: IncomingMessage, response: ServerResponse, asked: string[]) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  asked.push(`${request.method} ${request.url} ${request.headers.authorization} ${Buffer.concat(chunks)}`)
  const [status, body] = request.url?.includes('/moved/')
    ? [307, null]
    : request.url?.endsWith('/freeze')
      ? [202, { referenceOrderId: 'A/1', totalLineItems: 3 }]
      : [404, { message: 'No such order.', i18nKey: '404.001', errors: [] }]
  response.writeHead(status, { Location: '/elsewhere', 'Content-Type': 'application/json', 'X-REQUEST-ID': `id-${asked.length}` })
  response.end(body && JSON.stringify(body))
}
