import { useEffect, useState } from 'preact/hooks'
import { Code } from './code.tsx'
import type { DeliveryView } from './control.ts'
import { Field } from './field.tsx'
import { SECRET } from './home.ts'
import { signatureForm } from './signature.ts'
import { Time } from './time.tsx'
import type { Sandbox } from './use-sandbox.ts'
import { eventOf, outcome } from './words.ts'

/** How many deliveries are shown, the latest ones. */
const MOST = 20

/** The outcome events: their content, their signature and every attempt to deliver them; and the subscriptions. */
export function Events({ sandbox, receiver }: { sandbox: Sandbox; receiver: string }) {
  const { deliveries } = sandbox.snapshot
  const listed = deliveries.slice(-MOST).toReversed()
  return (
    <section aria-labelledby="events">
      <h2 id="events">Outcome events</h2>
      {deliveries.length === 0 && <p>No event yet. An accepted action sends one to each subscription when it is processed.</p>}
      {deliveries.length > MOST && <p class="muted">{`The latest ${MOST} of ${deliveries.length}.`}</p>}
      <ol class="list ruled" reversed aria-label="Outcome events">
        {listed.map((delivery) => (
          <li key={delivery.deliveryId}>
            <Delivery sandbox={sandbox} delivery={delivery} />
          </li>
        ))}
      </ol>
      <Subscriptions sandbox={sandbox} receiver={receiver} />
    </section>
  )
}

function Delivery({ sandbox, delivery }: { sandbox: Sandbox; delivery: DeliveryView }) {
  const { attempts, revision, deliveryId, webhookId } = delivery
  const event = eventOf(delivery)
  const secret = sandbox.secrets.get(webhookId)
  return (
    <article aria-label={`Event ${revision}`}>
      <h3>{outcome(delivery)}</h3>
      <p class="muted">
        {`Revision ${revision}, event ${event.eventId}, `}
        <Time at={event.eventOccurredAt} />
      </p>
      <ul class="history" aria-label={`Attempts to deliver event ${revision}`}>
        {attempts.length === 0 && <li>Not sent yet.</li>}
        {attempts.map(({ at, received, status, reason, signature }, index) => (
          // Two attempts at one instant may be alike.
          <li key={index}>
            <Time at={at} />
            {received ? `: received, returned ${status}` : `: not received: ${reason}`}
            {signature !== null && <Signature body={JSON.stringify(delivery.event)} signature={signature} secret={secret} />}
          </li>
        ))}
      </ul>
      <details>
        <summary>{`Body of event ${revision}`}</summary>
        <Code label={`Body of event ${revision}`} text={JSON.stringify(delivery.event, null, 2)} />
      </details>
      <button
        type="button"
        onClick={() =>
          sandbox.run(async () => {
            await sandbox.control.redeliver(deliveryId)
            await sandbox.control.drain()
            return `Event ${revision} was sent again.`
          })
        }
      >
        {`Deliver event ${revision} again`}
      </button>
    </article>
  )
}

function Subscriptions({ sandbox, receiver }: { sandbox: Sandbox; receiver: string }) {
  const { subscriptions } = sandbox.snapshot
  const [url, setUrl] = useState(receiver)
  const [secret, setSecret] = useState(SECRET)
  return (
    <>
      <h3>Subscriptions</h3>
      {subscriptions.length === 0 && <p>No subscriptions. Add one to receive events.</p>}
      <ul class="list" aria-label="Subscriptions">
        {subscriptions.map(({ webhookId, url: to, payloadVerificationMethod }) => (
          <li key={webhookId} class="row">
            <code>{to}</code> <span class="muted">{payloadVerificationMethod}</span>
            <button
              type="button"
              aria-label={`Delete the subscription of ${to}`}
              onClick={() => sandbox.run(async () => sandbox.control.unsubscribe(webhookId).then(() => 'The subscription was deleted.'))}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
      <details open={subscriptions.length === 0}>
        <summary>Subscribe to outcome events</summary>
        <form
          class="fields"
          onSubmit={(event) => {
            event.preventDefault()
            void sandbox.run(async () => sandbox.subscribe(url, secret).then(() => 'The subscription was made.'))
          }}
        >
          <Field label="URL of the receiver">
            {(id) => <input id={id} type="url" required value={url} onInput={(event) => setUrl(event.currentTarget.value)} />}
          </Field>
          <Field label="Secret (base64)">
            {(id) => <input id={id} required autocomplete="off" value={secret} onInput={(event) => setSecret(event.currentTarget.value)} />}
          </Field>
          <button type="submit">Subscribe</button>
        </form>
      </details>
    </>
  )
}

/** The signature of one attempt, and whether it fits the body under the secret of the subscription. */
function Signature({ body, signature, secret }: { body: string; signature: string; secret: string | undefined }) {
  const [verdict, setVerdict] = useState('')
  useEffect(() => {
    let shown = true
    verdictOf(body, signature, secret)
      .catch(() => 'cannot be checked: the secret is no key')
      .then((text) => shown && setVerdict(text))
    return () => {
      shown = false
    }
  }, [body, signature, secret])
  return (
    <p>
      X-Signed-Payload: <code>{signature}</code> <strong>{verdict}</strong>
    </p>
  )
}

async function verdictOf(body: string, signature: string, secret: string | undefined): Promise<string> {
  if (secret === undefined) return 'not checked: this page did not make the subscription'
  // Only pages from this machine or over https may compute it.
  if (!globalThis.isSecureContext) return 'not checked: the browser computes no HMAC on this page'
  const form = await signatureForm(body, secret, signature, crypto.subtle)
  return form === null ? 'does not fit the body' : `verified, HMAC-SHA256 in the form ${form}`
}
