import { connect } from 'node:net'

/** What came over a socket until it was closed. */
export interface Came {
  status: number
  head: string
  body: string
  /** `closed`, or the code of the error that ended it. */
  end: string
}

/** Sends bytes as no fetch would, over a socket of its own, and waits until that is closed. */
export function sendRaw(origin: string, bytes: string): Promise<Came> {
  return new Promise((resolve) => {
    let text = ''
    let end = 'closed'
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data) => (text += data))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end = error.code ?? error.message
    })
    socket.on('close', () => {
      const [head = '', ...rest] = text.split('\r\n\r\n')
      resolve({ status: Number(head.split(' ')[1]), head, body: rest.join('\r\n\r\n'), end })
    })
  })
}
