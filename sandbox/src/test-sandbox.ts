import type { components } from '../../generated/control-types.ts'
import { createSandbox, type SandboxOptions } from './index.ts'

type Schemas = components['schemas']
type OrderView = Schemas['OrderView']

/** A Monday morning, far from any midnight. */
export const T0 = Date.UTC(2026, 2, 2, 10)

/** An answer with its body read. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look at bodies of every shape
  body: any
}

export const demo = { name: 'demo', key: 'demo-key', token: 'demo-token' }

/** A sandbox for unit tests: ids count up, time stands still, what is due is held, and deliveries end here, answered as `?answer=` of their URL says. */
export function testSandbox(options: Partial<SandboxOptions> = {}) {
  let made = 0
  const delivered: { url: string; headers: Headers; body: string }[] = []
  const reported: Error[] = []
  const sandbox = createSandbox({
    now: () => T0,
    newId: () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
    deliver: async (request) => {
      delivered.push({ url: request.url, headers: request.headers, body: await request.text() })
      return new Response(null, { status: Number(new URL(request.url).searchParams.get('answer') ?? 200) })
    },
    platforms: [{ ...demo, clock: 'manual', hold: true }],
    report: (error) => reported.push(error),
    ...options,
  })
  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
    const all = { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json', ...headers }
    const response = await sandbox.fetch(
      new Request(`http://sandbox.test${path}`, { method, headers: all, ...(text === undefined ? {} : { body: text as string }) }),
    )
    const answered = await response.text()
    const json = response.headers.get('content-type')?.startsWith('application/json') && answered !== ''
    return { status: response.status, headers: response.headers, text: answered, body: json ? JSON.parse(answered) : undefined }
  }
  const act = (action: 'freeze' | 'unfreeze' | 'cancel', id: string, body: unknown = { reasonCode: 'FRAUD' }) =>
    call('POST', `/raas/v2/asyncOrders/${id}/${action}`, body)
  const control = (method: string, path: string, body?: unknown) => call(method, `/_sandbox${path}`, body)
  return {
    ...sandbox,
    call,
    control,
    delivered,
    reported,
    order: (wanted: unknown = { lineItems: [{}] }): string => sandbox.createOrder(demo.name, wanted as Schemas['OrderRequest']),
    act,
    /** Sends a request whose body is on its way. */
    stream: (method: string, path: string, body: ReadableStream<Uint8Array>, length?: number): Promise<Response> => {
      const headers = { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' }
      const all = length === undefined ? headers : { ...headers, 'content-length': String(length) }
      return sandbox.fetch(`http://sandbox.test${path}`, { method, headers: all, body, duplex: 'half' } as RequestInit)
    },
    /** Sends an action, and lets it be done. */
    run: async (...action: Parameters<typeof act>): Promise<void> => {
      await act(...action)
      await control('POST', '/drain')
    },
    read: async (id: string): Promise<OrderView> => (await control('GET', `/orders/${id}`)).body,
    accounts: async (): Promise<Schemas['AccountView'][]> => (await control('GET', '/accounts')).body,
    deliveries: async (): Promise<Schemas['DeliveryView'][]> => (await control('GET', '/deliveries')).body,
    drain: () => control('POST', '/drain'),
    advance: (milliseconds: number) => control('POST', '/clock/advance', { milliseconds }),
    subscribe: (more: object = {}) =>
      control('POST', '/subscriptions', { url: 'http://127.0.0.1:1/hook', eventTypes: ['OrderActionStatus'], ...more }),
  }
}

export const rewardStates = (order: OrderView): (string | undefined)[] => order.lineItems.map(({ reward }) => reward?.status)

/** A sandbox with a subscription that got so many events. */
export async function subscribed(count: number, more: object = {}) {
  const sandbox = testSandbox()
  const { webhookId }: { webhookId: string } = (await sandbox.subscribe(more)).body
  for (let made = 0; made < count; made++) await sandbox.act('freeze', sandbox.order())
  await sandbox.drain()
  return { ...sandbox, at: `/subscriptions/${webhookId}`, webhookId }
}

export const revisions = (events: { revision: number }[]): number[] => events.map(({ revision }) => revision)
