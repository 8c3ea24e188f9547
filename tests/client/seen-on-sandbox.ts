import { type ApiError, dataOrThrow, unlistedReasonCode } from '../../client/src/index.ts'
import { readEvents } from '../../client/src/outcomes.ts'
import { thrownBy } from '../../client/src/test-script.ts'
import { type Drift, validation } from '../../client/src/validation.ts'
import type { SignatureForm, WebhookEvent } from '../../client/src/webhooks.ts'
import { clientOnSandbox } from './client-on-sandbox.ts'

/** What a caller of the client gets from the sandbox, under one option of an interpretation. */
export type Seen = Awaited<ReturnType<typeof seenOnSandbox>>

const body = { reasonCode: 'FRAUD' } as const

/**
 * Uses all that the client has on a sandbox: actions with their outcomes, updates, the webhook handler and the reader of missed events.
 *
 * @param chosen options of interpretations, by id
 * @example (await seenOnSandbox({ 'C-NONE-ELIGIBLE': 'reject' })).nothingToDo // 'ApiError 422'
 */
export async function seenOnSandbox(chosen: Record<string, string>) {
  const drifts: Drift[] = []
  const handed: WebhookEvent[] = []
  let fails = false
  let responded = () => {}
  const setup = await clientOnSandbox(
    { validate: validation({ onDrift: (drift) => drifts.push(drift) }), hooks: { onResponse: () => responded() } },
    { externalRefID: 'w09', customerIdentifier: 'c', accountIdentifier: 'a', lineItems: [{ count: 2 }] },
    {
      signatureForm: chosen['C-HMAC-FORM'] as SignatureForm | undefined,
      onEvent: (event) => {
        if (fails) {
          fails = false
          throw new Error('database down')
        }
        handed.push(event)
      },
      onError: () => undefined,
    },
  )
  const { client, clock, control, order, outcomes, sandbox, answers } = setup
  await control.setInterpretations(chosen)
  /** An action with its outcome; the time that a repeated delivery takes passes on the sandbox, and all that a wait has on the client. */
  const outcomeOf = async (name: 'freezeAndWait' | 'unfreezeAndWait' | 'cancelAndWait', id = order) => {
    const response = new Promise<void>((resolve) => {
      responded = resolve
    })
    const ended = outcomes[name](id, body).then(
      (result) => (result.ok ? `${result.data.status} ${told(result.outcome)}` : `${result.status}`),
      ({ name }) => name,
    )
    await response
    await control.advance({ milliseconds: 6_000 })
    await clock.advance(300_000)
    return ended
  }
  const updateOf = async (externalRefID: string, notes: string) => {
    const result = await client.updateAsyncOrder({ customerIdentifier: 'c', accountIdentifier: 'a', externalRefID }, { notes })
    return result.ok ? `${result.data.orderStatus} ${result.data.notes}` : refusal(() => dataOrThrow(result))
  }
  const actionOf = async (id: string, reasonCode: string) => {
    const result = await client.cancelAsyncOrder(id, { reasonCode: unlistedReasonCode(reasonCode) })
    return result.ok ? result.data.status : refusal(() => dataOrThrow<'cancelAsyncOrder'>(result))
  }
  const frozen = await outcomeOf('freezeAndWait')
  const nothingToDo = await outcomeOf('freezeAndWait')
  const unfrozen = await outcomeOf('unfreezeAndWait')
  // A portal order may have no id of the caller's own, and its freeze ends by itself.
  const portal = sandbox.createOrder('demo', { source: 'RG', externalRefID: null, lineItems: [{}] })
  const accepted = await client.freezeAsyncOrder(portal, body)
  await control.advance({ milliseconds: 48 * 3_600_000 })
  fails = true
  const deliveredLate = await outcomeOf('cancelAndWait')
  const failed = sandbox.createOrder('demo', { status: 'FAILED', lineItems: [{}] })
  const refusals = [await actionOf('AA0', 'FRAUD'), await actionOf(order, 'BORED'), await actionOf(failed, 'FRAUD')]
  const updates = [await updateOf('w09', 'new'), await updateOf('w09', 'n'.repeat(151)), await updateOf('none', 'new')]
  const missed = await missedOf(setup)
  sandbox.close()
  return {
    frozen,
    nothingToDo,
    unfrozen,
    deliveredLate,
    portal: accepted.ok ? accepted.data.externalRefID : accepted.status,
    refusals,
    updates,
    handed: handed.map(told),
    missed: missed.map(told),
    answers,
    drifts: drifts.flatMap(({ subject, differences }) => differences.map(({ path, message }) => `${subject}${path} ${message}`)),
  }
}

/** What a caller that catches learns of a refusal. */
function refusal(act: () => unknown): string {
  const { name, status, i18nKey } = thrownBy(act) as ApiError
  return `${name} ${status} ${i18nKey}`
}

const told = ({ category, eventData }: Pick<WebhookEvent, 'category' | 'eventData'>) => {
  const { action, status, successfulLineItems } = Object(eventData)
  return `${category} ${action} ${status} ${successfulLineItems}`
}

/** All events of the subscription, as a reader gets them that missed each of them. */
async function missedOf({ control, sandbox, clock }: Awaited<ReturnType<typeof clientOnSandbox>>): Promise<WebhookEvent[]> {
  const [subscription] = await control.listSubscriptions()
  const ending = new AbortController()
  const events: WebhookEvent[] = []
  const read = readEvents({
    ...{ baseUrl: 'http://sandbox.test/raas/v2', credentials: { platformName: 'demo', platformKey: 'demo-key' } },
    ...{ webhookId: `${subscription?.webhookId}`, fetch: sandbox.fetch, now: clock.now, signal: ending.signal },
    // What it waits for once all is read.
    wait: async (milliseconds, signal) => {
      if (milliseconds === 30_000) ending.abort()
      else await clock.wait(milliseconds, signal)
    },
  })
  try {
    for await (const event of read) events.push(event)
  } catch (error) {
    if (!ending.signal.aborted) throw error
  }
  return events
}
