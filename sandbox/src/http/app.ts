import { Hono } from 'hono'
import { type Context, nowOf } from '../engine/context.ts'
import type { Queue } from '../engine/queue.ts'
import { Refusal } from '../engine/refusal.ts'
import type { Platform } from '../model.ts'
import { actionRoutes } from './actions.ts'
import { answer } from './answer.ts'
import { refuseTooLarge } from './body.ts'
import { controlRoutes } from './control.ts'
import { credentialsOf } from './credentials.ts'
import { API_PATH, CONTROL_PATH, type Env, type Handler } from './env.ts'
import { ApiFault, errorBody, invalid } from './errors.ts'
import { eventListRoute } from './event-list.ts'
import { updateRoute } from './update.ts'

/** What the HTTP layer can be told. */
export interface HttpOptions {
  /** False leaves out the control plane, as a target that is not ours would. */
  control: boolean
  /** Needed to make platforms; null needs none. */
  controlToken: string | null
}

/** The sandbox as a function from Request to Response. */
export function createApp(context: Context, queue: Queue, options: HttpOptions): Hono<Env> {
  const app = new Hono<Env>()
  if (context.log !== null) app.use(logged(context, context.log))
  app.use(async (call, next) => {
    const requestId = context.newId()
    call.set('requestId', requestId)
    // Before the answer is made: to add a header to a finished one, a platform Response is built and its body streamed.
    call.header('X-REQUEST-ID', requestId)
    refuseTooLarge(call)
    await next()
  })
  app.use(`${API_PATH}/*`, authenticated(context))
  actionRoutes(app, context, queue)
  updateRoute(app, context)
  eventListRoute(app, context)
  if (options.control) controlRoutes(app, context, queue, options.controlToken, authenticated(context))
  app.notFound((call) => {
    throw new ApiFault(404, '404.001', unknownPath(call.req.path, options.control))
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
function authenticated(context: Context) {
  return async (call: Handler, next: () => Promise<void>): Promise<void> => {
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
    await next()
  }
}

const unauthorized = (i18nKey: string, message: string): ApiFault =>
  new ApiFault(401, i18nKey, message, { headers: { 'WWW-Authenticate': 'Basic realm="raas", Bearer' } })

function unknownPath(path: string, control: boolean): string {
  const operations = [
    'POST /asyncOrders/{referenceOrderID}/freeze, /unfreeze and /cancel',
    'PATCH /asyncOrders/customers/{customerIdentifier}/accounts/{accountIdentifier}/{externalRefID}',
  ]
  if (control && path.startsWith(`${CONTROL_PATH}/`))
    return `There is nothing at ${path}. openapi/control.yaml describes the control plane.`
  const how = control ? ` To create an order, POST ${CONTROL_PATH}/orders.` : ''
  return `There is nothing at ${path}. The operations under ${API_PATH} are ${operations.join(' and ')}.${how}`
}

function faultOf(error: Error, call: Handler): ApiFault {
  if (error instanceof ApiFault) return error
  if (error instanceof Refusal) {
    if (error.kind === 'taken') return new ApiFault(409, '409.001', error.message)
    return invalid(400, [{ path: error.path, i18nKey: '400.001', message: error.message }])
  }
  // The caller went away: nobody reads this, and it is no error of the sandbox.
  if (call.req.raw.signal.aborted) return new ApiFault(400, '400.009', 'The request ended before its body did.')
  return new ApiFault(500, '500.001', 'Something went wrong in the sandbox.')
}

function answerError(error: Error, call: Handler, context: Context): Response {
  const fault = faultOf(error, call)
  if (fault.status === 500 && fault !== error) context.report(error)
  const platform: Platform | undefined = call.get('platform')
  const at = platform === undefined ? context.now() : nowOf(context, platform)
  const body = errorBody(fault, { path: call.req.path, requestId: call.get('requestId'), at })
  return answer(call, fault.status, body, fault.headers)
}
