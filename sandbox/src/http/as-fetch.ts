/**
 * Lets a function from Request to Response be called as `fetch` is: with a string, a URL or a Request, and with init. Like `fetch`, it rejects
 * when its signal is aborted; what the request asked for may be done all the same.
 *
 * @example const fetch = asFetch((request) => app.fetch(request))
 */
export function asFetch(handle: (request: Request) => Response | Promise<Response>) {
  return async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const isWhole = init === undefined && typeof input === 'object' && !(input instanceof URL)
    const request = isWhole ? input : new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason)
      signal.addEventListener('abort', abort)
      const over = () => signal.removeEventListener('abort', abort)
      Promise.resolve(handle(request)).then(resolve, reject).finally(over)
    })
  }
}
