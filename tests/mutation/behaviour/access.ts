import { rule } from '../inside.ts'
import { type Mistakes, mutantsOf } from '../mutant.ts'
import { isAbout, type Operation, onStatus, operations, statusInstead, withHeader } from '../wire.ts'

/** Lets a request in under the credentials that were seen last, whatever it shows itself. */
const letsIn = (operation: Operation, whom: (sent: string | null) => boolean): Mistakes[string] => ({
  wrapFetch: (fetch) => {
    let known: string | null = null
    return async (request) => {
      const { url, method, headers } = request
      const sent = headers.get('authorization')
      if (!isAbout(operation, request)) {
        known = sent ?? known
        return fetch(request)
      }
      if (!whom(sent) || known === null) return fetch(request)
      return fetch(new Request(url, { method, headers: withHeader(headers, 'authorization', known), body: await request.arrayBuffer() }))
    }
  },
})

/** Refuses one kind of credentials. */
const refuses = (operation: Operation, scheme: RegExp): Mistakes[string] => ({
  wrapFetch: (fetch) => async (request) =>
    isAbout(operation, request) && scheme.test(request.headers.get('authorization') ?? '')
      ? Response.json({ httpCode: 401 }, { status: 401 })
      : fetch(request),
})

/** A key is compared otherwise. */
const keys = (change: (is: boolean, given: string, known: string) => boolean) =>
  rule('authenticate', (is, given, platform) => (given.scheme === 'basic' ? change(is, given.key, platform.key) : is))

const ofOperation = (operation: Exclude<Operation, 'any'>): Mistakes => {
  const [none, failing] = operation === 'update' ? ['UPD-62', 'UPD-63'] : ['GEN-01', 'GEN-02']
  return {
    [`${operation}-needs-no-credentials ${none}`]: letsIn(operation, (sent) => sent === null),
    [`${operation}-takes-any-credentials ${failing}`]: letsIn(operation, (sent) => sent !== null),
    [`${operation}-takes-any-token ${failing}`]: letsIn(operation, (sent) => sent?.startsWith('Bearer') === true),
    [`${operation}-without-credentials-403 ${none} ${failing}`]: statusInstead(operation, 401, 403),
    [`${operation}-wrong-credentials-403 ${failing} ${none}`]: statusInstead(operation, 401, 403),
    [`${operation}-wrong-credentials-404 ${failing} ${none}`]: statusInstead(operation, 401, 404),
    [`${operation}-refuses-basic GEN-03 GEN-05 GEN-08`]: refuses(operation, /^basic/i),
    [`${operation}-refuses-bearer GEN-04 GEN-05 GEN-08`]: refuses(operation, /^bearer/i),
  }
}

/** Who is let in, and who is not. */
export const accessMutants = mutantsOf('behaviour', {
  ...Object.assign({}, ...operations.map(ofOperation)),
  'key-is-not-compared GEN-02 UPD-63': rule('authenticate', () => true),
  'key-by-its-beginning GEN-02 UPD-63': keys((_, given, known) => known.startsWith(given)),
  'key-without-letter-case GEN-02 UPD-63': keys((_, given, known) => known.toLowerCase() === given.toLowerCase()),
  'no-bearer GEN-04': rule('authenticate', (is, given) => is && given.scheme === 'basic'),
  'no-basic GEN-03 GEN-05 GEN-08': refuses('any', /^Basic/),
  'orders-of-every-platform GEN-10': rule(
    'findOrder',
    (_, tx, __, id) => tx.listPlatforms().flatMap(({ name }) => tx.getOrder(name, id) ?? [])[0],
  ),
  'orders-of-others-422 FRZ-20 UNF-20 CAN-20 UPD-71 GEN-14': onStatus('any', 404, ({ body }) => ({
    status: 422,
    body: { ...body, httpCode: 422 },
  })),
})
