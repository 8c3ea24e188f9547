/**
 * Reads a body to its end as bytes, and gives undefined as soon as it is larger than it may be.
 *
 * @param body null for a message without one
 * @param maxBytes how many bytes it may have
 * @throws what the stream throws when it breaks
 */
export async function readBody(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  const reader = body?.getReader()
  let size = 0
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true }
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer())
    size += value.length
    if (size > maxBytes) {
      // Not awaited: a sender that does not stop must not hold us.
      reader?.cancel().catch(() => undefined)
      return undefined
    }
    chunks.push(value as Uint8Array<ArrayBuffer>)
  }
}
