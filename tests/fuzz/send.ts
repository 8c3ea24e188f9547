import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import type { Sent } from './requests.ts'

/** An answer as it came over the wire. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

/** Longer than any answer takes on a busy machine. */
const LIMIT_MS = 5_000
const agent = new Agent({ keepAlive: true, maxSockets: 4 })

/** Ends the connections that are kept open. */
export const hangUp = (): void => agent.destroy()

/**
 * Sends a request that HTTP allows.
 *
 * @throws Error when no answer came within the limit, or the connection ended without one
 */
export function send(port: number, { method, path, headers, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body)
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
    const outgoing = request(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        agent,
        headers: { ...given, 'content-length': bytes.length },
        signal: AbortSignal.timeout(LIMIT_MS),
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk) => chunks.push(chunk))
        incoming.once('error', reject)
        incoming.once('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    outgoing.once('error', reject)
    outgoing.end(bytes)
  })
}

/**
 * Sends bytes as they are, says that no more will come, and reads until the server closes.
 *
 * @throws Error when the connection is still open after the limit
 */
export function sendRaw(port: number, bytes: Uint8Array): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const late = setTimeout(() => {
      socket.destroy()
      reject(new Error(`the connection is still open after ${LIMIT_MS} ms`))
    }, LIMIT_MS)
    socket.on('data', (chunk) => chunks.push(chunk))
    // The server may close before it has read all; what it said until then counts.
    socket.on('error', () => undefined)
    socket.once('end', () => socket.destroy())
    socket.once('close', () => {
      clearTimeout(late)
      try {
        resolve(answersIn(Buffer.concat(chunks)))
      } catch (error) {
        reject(error)
      }
    })
    socket.end(bytes)
  })
}

function answersIn(bytes: Buffer): Answer[] {
  const answers: Answer[] = []
  let rest = bytes
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n')
    const [first = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n')
    const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(first) ?? []
    if (end === -1 || status === undefined) throw new Error(`what came is no answer: ${rest.subarray(0, 200)}`)
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    )
    // The adapter's own refusal, of a Host header that is none for example, is of this form.
    const isEmpty = headers['transfer-encoding'] === 'chunked' && rest.subarray(end + 4, end + 9).toString() === '0\r\n\r\n'
    if (headers['transfer-encoding'] !== undefined && !isEmpty) throw new Error(`an answer of unknown length: ${first}`)
    const length = Number(headers['content-length'] ?? 0)
    answers.push({ status: Number(status), headers, body: rest.subarray(end + 4, end + 4 + length).toString() })
    rest = rest.subarray(end + 4 + (isEmpty ? 5 : length))
  }
  return answers
}
