import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { connect } from 'node:net'
import type { Vector } from '../../contract/src/receiver/vector.ts'

/** What is sent of a delivery. */
export type Delivery = Pick<Vector, 'method' | 'headers'> & { body: Uint8Array }

/** A delivery that is signed with the secret as it should be. */
export function signed(body: string | Uint8Array, secret: string): Delivery {
  const value = createHmac('sha256', Buffer.from(secret, 'base64')).update(body).digest('base64')
  const headers = [
    { name: 'Content-Type', value: 'application/json' },
    { name: 'X-Signed-Payload', value },
  ]
  return { method: 'POST', headers, body: Buffer.from(body) }
}

/**
 * Sends a delivery with its headers as they are written, which fetch would change. Gives the status, or 0 when the receiver broke the
 * connection, as it may when a body is too large.
 */
export function send(url: string, { method, headers, body }: Delivery): Promise<number> {
  const lines = [...headers, { name: 'Host', value: new URL(url).host }, { name: 'Content-Length', value: `${body.length}` }]
  return new Promise((resolve) => {
    const outgoing = request(url, { method, agent: false, headers: lines.flatMap(({ name, value }) => [name, value]) }, (incoming) => {
      incoming.resume().once('error', () => undefined)
      resolve(incoming.statusCode ?? 0)
    })
    outgoing.once('error', () => resolve(0)).end(body)
  })
}

/** Sends the headers of a longer body and this one, then ends its side; waits until the receiver has closed the connection too. */
export function cutOff(url: string, { method, headers, body }: Delivery): Promise<string> {
  const { host, hostname, port, pathname } = new URL(url)
  const lines = [...headers, { name: 'Host', value: host }, { name: 'Content-Length', value: `${body.length + 10}` }]
  const head = [`${method} ${pathname} HTTP/1.1`, ...lines.map(({ name, value }) => `${name}: ${value}`)].join('\r\n')
  return new Promise((resolve) => {
    let came = ''
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${head}\r\n\r\n`)
      socket.end(body)
    })
    socket.on('data', (chunk) => (came += chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(came))
  })
}
