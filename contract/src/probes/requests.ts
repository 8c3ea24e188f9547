import { act, aNonEmptyString } from '../cases/case.ts'
import { matches } from '../checks/matches.ts'
import { accepted, body, byStatus, byTurn } from './look.ts'
import type { Probe } from './probe.ts'

const freeze = act('freeze')
const json = (text: string) => ({ operation: 'freezeAsyncOrder' as const, rawBody: text })

/** Probes of what an action accepts. */
export const requestProbes: Probe[] = [
  {
    interpretation: 'C-400-422',
    asks: [{ request: act('freeze', {}), otherwise: [freeze] }],
    tell: byStatus({ 422: '422-on-actions', 400: '400' }),
  },
  {
    interpretation: 'C-OTHER-REQ',
    asks: [{ request: act('freeze', { reasonCode: 'FRAUD', otherReason: 'why' }), otherwise: [freeze] }],
    tell: byTurn('kept', 'refused'),
  },
  {
    interpretation: 'C-OTHER-BLANK',
    asks: [
      {
        request: act('freeze', { reasonCode: 'OTHER', otherReason: ' ' }),
        otherwise: [act('freeze', { reasonCode: 'OTHER', otherReason: 'why' })],
      },
    ],
    tell: byTurn('text', 'none'),
  },
  {
    interpretation: 'C-UNKNOWN-FIELD',
    asks: [{ request: act('freeze', { reasonCode: 'FRAUD', remark: 'why' }), otherwise: [freeze] }],
    tell: byTurn('ignored', 'refused'),
  },
  {
    interpretation: 'C-UNREADABLE',
    asks: [{ request: { ...json('{"reasonCode":"FRAUD"}'), contentType: 'text/plain' }, otherwise: [freeze] }],
    tell: byStatus({ 400: '400', 415: 'other', 422: 'other' }),
  },
  {
    interpretation: 'A-JSON-STRICT',
    asks: [{ request: json('{"reasonCode":"FRAUD","reasonCode":"FRAUD"}'), otherwise: [freeze] }],
    tell: byTurn('accepted', 'refused'),
  },
  {
    interpretation: 'C-404-MEANING',
    asks: [{ request: { ...freeze, path: { referenceOrderID: 'AA000101-000000-00' } }, otherwise: [freeze] }],
    tell: byStatus({ 404: 'order', 422: 'url-only' }),
  },
  {
    interpretation: 'A-TENANCY',
    asks: [{ order: { lineItems: [{}] }, request: { ...freeze, auth: 'other-platform' }, otherwise: [freeze] }],
    tell: (seen) => (accepted(seen) ? 'yes' : byStatus({ 404: 'no' })(seen)),
  },
  {
    interpretation: 'C-CODES-AUTH',
    asks: [{ request: { ...freeze, auth: 'none' } }],
    tell: ({ exchange }) => ({ 401: 'yes', 403: 'no' })[exchange.status] ?? null,
  },
  {
    interpretation: 'C-ERR-SHAPES',
    asks: [{ request: json('{') }],
    tell: (seen) => {
      const { status, headers } = seen.exchange
      if (status < 400 || status >= 500) return null
      const facts = { order: {}, now: null, headers }
      return matches(aNonEmptyString, body(seen).i18nKey, facts) && 'httpCode' in body(seen) ? 'ErrorInfo' : 'other'
    },
  },
  {
    interpretation: 'C-TRANSPORT',
    oursOnly: true,
    asks: [
      { request: { ...freeze, method: 'GET' } },
      { request: { ...freeze, rawPath: '/no-such-path' } },
      { request: json(`{"reasonCode":"OTHER","otherReason":"${'x'.repeat(2 ** 21)}"}`) },
    ],
    tell: (method, path, size) => {
      if (method.exchange.status !== 405 || !method.exchange.headers.has('allow')) return 'other'
      if (path !== undefined && path.exchange.status !== 404) return 'other'
      return size === undefined ? null : size.exchange.status === 413 ? '404-405-413' : 'other'
    },
  },
]
