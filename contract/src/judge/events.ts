import { type Journal, knownOf } from './journal.ts'
import type { Finding, Rule } from './rule.ts'

type Delivery = Required<Journal>['deliveries'][number]

/** What is right or wrong about subscriptions and missed events: CON-35 and CON-36. */
export const eventRules: readonly Rule[] = [
  {
    id: 'CON-35',
    judge: ({ deliveries }) => {
      const late = deliveries.filter(({ attempts }) => attempts.some(({ reason }) => reason?.includes('the subscription expired')))
      return {
        checked: subscriptionsOf(deliveries).length,
        findings: subscriptionsOf(late).map((id) => finding(`the subscription ${id} expired, and events for it were not sent`)),
      }
    },
  },
  {
    id: 'CON-36',
    judge: ({ requests, deliveries }) => {
      const missed = deliveries.filter((delivery) => isMissed(delivery, deliveries))
      const reads = requests.filter((entry) => ['listEvents', 'replay'].includes(knownOf(entry) ?? '') && entry.status === 200)
      const forgotten = subscriptionsOf(missed).filter((id) => !reads.some(({ path }) => path.includes(`/${id}/`)))
      return {
        checked: missed.length,
        findings: forgotten.map((id) => {
          const revisions = missed.filter(({ webhookId }) => webhookId === id).map(({ revision }) => revision)
          return finding(`revision ${revisions.join(', ')} of the subscription ${id} did not arrive, and nobody asked for it again`)
        }),
      }
    },
  },
]

const finding = (what: string): Finding => ({ what, requests: [] })

const subscriptionsOf = (deliveries: readonly Delivery[]): string[] => [...new Set(deliveries.map(({ webhookId }) => webhookId))]

const arrived = ({ attempts }: Delivery): boolean => attempts.some(({ received }) => received)

/** A later revision arrived, so that the receiver ran and saw the gap: one that was stopped is no mistake. */
const isMissed = (delivery: Delivery, deliveries: readonly Delivery[]): boolean =>
  delivery.attempts.length > 0 &&
  !arrived(delivery) &&
  deliveries.some((later) => later.webhookId === delivery.webhookId && later.revision > delivery.revision && arrived(later))
