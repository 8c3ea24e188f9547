import { Hono } from 'hono'
import type { Context } from '../engine/context.ts'
import type { Queue } from '../engine/queue.ts'
import type { Platform } from '../model.ts'
import type { Credentials } from '../rules/authenticate.ts'
import { actionRoutes } from './actions.ts'
import { answerError } from './answer.ts'
import { refuseTooLarge } from './body.ts'
import { type Console, consoleRoutes, receiverRoute } from './console.ts'
import { controlRoutes } from './control.ts'
import { API_PATH, CONTROL_PATH, type Env, type Handler } from './env.ts'
import { ApiError } from './errors.ts'
import { eventListRoute } from './event-list.ts'
import { createJournal } from './journal.ts'
import { updateRoute } from './update.ts'
import { subscriptionCalls } from './webhooks.ts'

/** What the HTTP layer can be told. */
export interface HttpOptions {
  /** False leaves out the control plane, as a target that is not ours would. */
  control: boolean
  /** Needed to make platforms; null where none can be made, undefined where anyone can make them. */
  controlToken: string | null | undefined
  /** The console for browsers; null leaves it out. */
  console: Console | null
  /** How many requests of each platform the journal keeps. */
  keepRequests: number
}

/** The sandbox as a function from Request to Response. */
export function createApp(context: Context, queue: Queue, options: HttpOptions): Hono<Env> {
  const app = new Hono<Env>()
  if (context.log !== null) app.use(logged(context, context.log))
  app.use((call, next) => {
    call.set('requestId', context.newId())
    refuseTooLarge(call)
    return next()
  })
  const journal = options.control ? createJournal(context, options.keepRequests) : null
  if (journal !== null) app.use(`${API_PATH}/*`, journal.record)
  app.use(`${API_PATH}/*`, authenticated(context, queue))
  actionRoutes(app, context, queue)
  updateRoute(app, context)
  eventListRoute(app, context)
  subscriptionCalls(app, context, queue, `${API_PATH}/webhooks`)
  if (journal !== null) {
    if (options.console !== null) consoleRoutes(app, options.console)
    receiverRoute(app)
    controlRoutes(app, context, queue, { token: options.controlToken, authenticated: authenticated(context, queue), journal })
  }
  app.notFound((call) => {
    throw new ApiError(404, '404.001', unknownPath(call.req.path, options))
  })
  app.onError((error, call) => answerError(error, call, context))
  return app
}

function logged(context: Context, log: NonNullable<Context['log']>) {
  return async (call: Handler, next: () => Promise<void>): Promise<void> => {
    const began = context.now()
    await next()
    const platform: Platform | undefined = call.get('platform')
    log({
      at: new Date(began).toISOString(),
      platform: platform?.name ?? null,
      kind: 'request',
      requestId: call.get('requestId'),
      method: call.req.method,
      path: call.req.path,
      status: call.res.status,
      milliseconds: context.now() - began,
    })
  }
}

/** GEN-01 to GEN-04, UPD-62, UPD-63. */
function authenticated(context: Context, queue: Queue) {
  return (call: Handler, next: () => Promise<void>): Promise<void> => {
    const credentials = credentialsOf(call.req.header('authorization'))
    if (credentials === null)
      throw unauthorized('401.001', 'Credentials are missing or cannot be read. Send platform name and key (Basic) or a token (Bearer).')
    const platform = context.store.transaction((tx) =>
      credentials.scheme === 'basic' ? tx.getPlatform(credentials.name) : tx.findPlatformByToken(credentials.token),
    )
    if (platform === undefined || !context.rules.authenticate(credentials, platform)) {
      throw unauthorized('401.002', 'The credentials are not those of a platform.')
    }
    call.set('platform', platform)
    call.set('scheme', credentials.scheme)
    const late = queue.late(platform)
    return late === undefined ? next() : late.then(next)
  }
}

const unauthorized = (i18nKey: string, message: string): ApiError =>
  new ApiError(401, i18nKey, message, { headers: { 'WWW-Authenticate': 'Basic realm="raas", Bearer' } })

function unknownPath(path: string, { control, console }: HttpOptions): string {
  const operations = [
    'POST /asyncOrders/{referenceOrderID}/freeze, /unfreeze and /cancel',
    'PATCH /asyncOrders/customers/{customerIdentifier}/accounts/{accountIdentifier}/{externalRefID}',
  ]
  if (control && path.startsWith(`${CONTROL_PATH}/`))
    return `There is nothing at ${path}. openapi/control.yaml describes the control plane.`
  const see = control && console !== null ? ` For a browser there is ${CONTROL_PATH}/.` : ''
  const how = control ? ` To create an order, POST ${CONTROL_PATH}/orders.${see}` : ''
  return `There is nothing at ${path}. The operations under ${API_PATH} are ${operations.join(' and ')}.${how}`
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads the Authorization header; null when there is none or it cannot be read. */
function credentialsOf(header: string | undefined): Credentials | null {
  const [, scheme = '', value = ''] = /^(\S+) +(\S+)$/.exec((header ?? '').trim()) ?? []
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'bearer', token: value }
  if (scheme.toLowerCase() !== 'basic') return null
  try {
    const text = fromUtf8(atob(value))
    const colon = text.indexOf(':')
    return colon === -1 ? null : { scheme: 'basic', name: text.slice(0, colon), key: text.slice(colon + 1) }
  } catch {
    return null
  }
}

/** Text whose bytes stand in a string, one in each character; most are ASCII and need no decoding. */
function fromUtf8(binary: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  return /^[\x00-\x7f]*$/.test(binary) ? binary : utf8.decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
}
