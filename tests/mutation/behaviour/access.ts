import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { type Mutant, wrong, wrongRule } from '../mutant.ts'
import { isAbout, type Operation, onStatus, statusInstead, withHeader } from '../wire.ts'

type Wanting = (sent: string | null) => boolean

const operations = ['freeze', 'unfreeze', 'cancel', 'update'] as const

/** Lets a request in under the credentials that were seen last, whatever it shows itself. */
const letsIn = (id: string, clause: string, breaks: string, operation: Operation, whom: Wanting): Mutant =>
  wrong(`${operation}-${id}`, clause, `${operation} ${breaks}`, {
    wrapFetch: (fetch) => {
      let known: string | null = null
      return async (request) => {
        const sent = request.headers.get('authorization')
        if (!isAbout(operation, request)) {
          known = sent ?? known
          return fetch(request)
        }
        if (!whom(sent) || known === null) return fetch(request)
        const body = await request.arrayBuffer()
        return fetch(
          new Request(request.url, {
            method: request.method,
            headers: withHeader(request.headers, 'authorization', known),
            body,
          }),
        )
      }
    },
  })

const clauses = (operation: Operation, none: string, failing: string): [string, string] =>
  operation === 'update' ? ['UPD-62', 'UPD-63'] : [none, failing]

/** Who is let in, and who is not. */
export const accessMutants: Mutant[] = [
  ...operations.flatMap((operation): Mutant[] => {
    const [none, failing] = clauses(operation, 'GEN-01', 'GEN-02')
    return [
      letsIn('needs-no-credentials', none, 'lets requests in that show no credentials', operation, (sent) => sent === null),
      letsIn('takes-any-credentials', failing, 'lets requests in whatever they show', operation, (sent) => sent !== null),
      letsIn('takes-any-token', failing, 'lets any bearer token in', operation, (sent) => sent?.startsWith('Bearer') === true),
      wrong(
        `${operation}-without-credentials-403`,
        [none, failing],
        `${operation} answers 403 where credentials are missing`,
        statusInstead(operation, 401, 403),
      ),
      wrong(
        `${operation}-wrong-credentials-403`,
        [failing, none],
        `${operation} answers 403 where credentials fail`,
        statusInstead(operation, 401, 403),
      ),
      wrong(
        `${operation}-wrong-credentials-404`,
        [failing, none],
        `${operation} answers 404 where credentials fail`,
        statusInstead(operation, 401, 404),
      ),
      ...(['GEN-03', 'GEN-04'] as const).map((clause) => {
        const scheme = clause === 'GEN-03' ? 'basic' : 'bearer'
        return wrong(`${operation}-refuses-${scheme}`, [clause, 'GEN-05', 'GEN-08'], `${operation} refuses ${scheme} credentials`, {
          wrapFetch: (fetch) => async (request) =>
            isAbout(operation, request) && request.headers.get('authorization')?.toLowerCase().startsWith(scheme)
              ? Response.json({ httpCode: 401 }, { status: 401 })
              : fetch(request),
        })
      }),
    ]
  }),
  wrongRule('key-is-not-compared', ['GEN-02', 'UPD-63'], 'takes any key with a known name', { authenticate: () => true }),
  wrongRule('key-by-its-beginning', ['GEN-02', 'UPD-63'], 'takes a key that the real one begins with', {
    authenticate: (given, platform) =>
      given.scheme === 'basic' ? platform.key.startsWith(given.key) : documented.authenticate(given, platform),
  }),
  wrongRule('key-without-letter-case', ['GEN-02', 'UPD-63'], 'takes a key in other letter case', {
    authenticate: (given, platform) =>
      given.scheme === 'basic' ? platform.key.toLowerCase() === given.key.toLowerCase() : documented.authenticate(given, platform),
  }),
  wrongRule('no-bearer', 'GEN-04', 'knows Basic only', {
    authenticate: (given, platform) => given.scheme === 'basic' && documented.authenticate(given, platform),
  }),
  wrong('no-basic', ['GEN-03', 'GEN-05', 'GEN-08'], 'knows Bearer only, for the API', {
    wrapFetch: (fetch) => async (request) =>
      isAbout('any', request) && request.headers.get('authorization')?.startsWith('Basic')
        ? Response.json({ httpCode: 401 }, { status: 401 })
        : fetch(request),
  }),
  wrongRule('orders-of-every-platform', 'GEN-10', 'finds orders of every platform', {
    findOrder: (tx, _, id) =>
      tx
        .listPlatforms()
        .map(({ name }) => tx.getOrder(name, id))
        .find((order) => order !== undefined),
  }),
  wrong(
    'orders-of-others-422',
    ['FRZ-20', 'UNF-20', 'CAN-20', 'UPD-71', 'GEN-14'],
    'answers 422 for an order of another platform',
    onStatus('any', 404, ({ body }) => ({
      status: 422,
      body: { ...body, httpCode: 422 },
    })),
  ),
]
