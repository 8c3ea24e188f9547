import { HOUR } from '../../../sandbox/src/units.ts'
import { act } from '../cases/case.ts'
import { accepted, body, plainUpdate } from './look.ts'
import type { Probe } from './probe.ts'

const FIELDS = ['referenceOrderId', 'externalRefID', 'status', 'totalLineItems', 'date']
const freeze = act('freeze')

/** Probes of the 202. */
export const acceptedProbes: Probe[] = [
  {
    interpretation: 'C-EXTREF-NULL',
    asks: [{ order: { externalRefID: null, lineItems: [{}] }, request: freeze }],
    tell: (seen) =>
      !accepted(seen) ? null : body(seen).externalRefID === '' ? 'empty' : body(seen).externalRefID === null ? 'null' : null,
  },
  {
    interpretation: 'C-202-STATUS',
    asks: [{ request: freeze }],
    tell: (seen) => (accepted(seen) ? (['PENDING', 'SUBMITTED'].find((status) => status === body(seen).status) ?? null) : null),
  },
  {
    interpretation: 'C-202-TOTAL',
    asks: [{ order: { lineItems: [{ quantity: 3 }] }, request: freeze }],
    tell: (seen) => (accepted(seen) ? ({ 1: 'line-items', 3: 'rewards' }[Number(body(seen).totalLineItems)] ?? null) : null),
  },
  {
    interpretation: 'C-202-DATE',
    asks: [{ order: { lineItems: [{}] }, before: [{ advance: HOUR }], request: freeze }],
    tell: (seen) => {
      const behind = (seen.now ?? Number.NaN) - Date.parse(String(body(seen).date))
      return Math.abs(behind) < HOUR / 4 ? 'acceptance' : Math.abs(behind - HOUR) < HOUR / 4 ? 'order-created' : null
    },
  },
  {
    interpretation: 'C-202-ID',
    asks: [{ request: freeze }],
    tell: (seen) =>
      !accepted(seen) ? null : Object.keys(body(seen)).some((field) => /^(action|request)Id$/i.test(field)) ? 'id' : 'no-id',
  },
  {
    interpretation: 'A-EXTRA-FIELDS',
    asks: [{ request: freeze }],
    tell: (seen) => (!accepted(seen) ? null : Object.keys(body(seen)).every((field) => FIELDS.includes(field)) ? 'none' : 'some'),
  },
  {
    interpretation: 'C-REFID-CASE',
    asks: [{ request: plainUpdate }, { request: freeze }],
    tell: (updated, action) => {
      if (!accepted(updated) || action === undefined || !accepted(action)) return null
      const [ofUpdate, ofAction] = [updated, action].map((seen) =>
        ['referenceOrderID', 'referenceOrderId'].find((name) => name in body(seen)),
      )
      if (ofUpdate === undefined || ofAction === undefined) return null
      return ofUpdate === ofAction ? 'one-spelling' : ofAction === 'referenceOrderId' ? 'as-each-page' : null
    },
  },
]
