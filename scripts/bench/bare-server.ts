import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { endWithNpm } from '../../sandbox/src/node/command/parent.ts'

/** What any server on Node costs at least: reads the body, parses it, answers 202. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const { reasonCode } = JSON.parse(Buffer.concat(chunks).toString())
    const text = JSON.stringify({ reasonCode, status: 'PENDING' })
    response.writeHead(202, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text)
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`bare listening on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`))
endWithNpm()
process.once('SIGTERM', () => process.exit(0))
