import { createHmac } from 'node:crypto'
import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { type Mutant, wrong, wrongRule } from '../mutant.ts'
import { onDelivery, withHeader } from '../wire.ts'

/** Signs otherwise where it has to sign at all. */
const signs = (id: string, breaks: string, sign: (body: string, secret: string) => string | null): Mutant =>
  wrongRule(`signature-${id}`, id === 'missing' ? 'EVT-19' : 'EVT-29', breaks, {
    sign: async (body, { payloadVerificationMethod, hmacSharedSecretKey }) =>
      payloadVerificationMethod === 'NONE' || hmacSharedSecretKey === null ? null : sign(body, hmacSharedSecretKey),
  })

const hmac = (body: string | Buffer, secret: string, algorithm = 'sha256') =>
  createHmac(algorithm, Buffer.from(secret, 'base64')).update(body)

/** How events are signed. */
export const signatureMutants: Mutant[] = [
  wrongRule('signature-by-the-first-secret', 'EVT-29', 'signs for every subscription with the secret of the first', () => {
    let first: string | null = null
    return {
      sign: (body, subscription, interpretations) => {
        first ??= subscription.hmacSharedSecretKey
        return documented.sign(body, { ...subscription, hmacSharedSecretKey: subscription.hmacSharedSecretKey && first }, interpretations)
      },
    }
  }),
  wrongRule('signature-of-the-first-event-only', 'EVT-19', 'signs the first event only', () => {
    let count = 0
    return { sign: async (...given) => (count++ === 0 ? documented.sign(...given) : null) }
  }),
  signs('in-hex', 'writes the signature in hex', (body, secret) => hmac(body, secret).digest('hex')),
  signs('in-base64url', 'writes the signature in base64url', (body, secret) => hmac(body, secret).digest('base64url')),
  signs('with-prefix', 'writes sha256= before the signature', (body, secret) => `sha256=${hmac(body, secret).digest('base64')}`),
  signs('sha1', 'signs with SHA-1', (body, secret) => hmac(body, secret, 'sha1').digest('base64')),
  signs('key-not-decoded', 'takes the secret as text', (body, secret) => createHmac('sha256', secret).update(body).digest('base64')),
  signs('of-spaced-json', 'signs the event written with spaces', (body, secret) =>
    hmac(JSON.stringify(JSON.parse(body), null, 1), secret).digest('base64'),
  ),
  signs('of-data', 'signs eventData only', (body, secret) => hmac(JSON.stringify(JSON.parse(body).eventData), secret).digest('base64')),
  signs('of-latin1', 'signs the body as Latin-1', (body, secret) => hmac(Buffer.from(body, 'latin1'), secret).digest('base64')),
  signs('of-escaped', 'signs the body with escapes for what is not ASCII', (body, secret) =>
    hmac(
      body.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
      secret,
    ).digest('base64'),
  ),
  signs('of-nothing', 'signs an empty body', (_, secret) => hmac('', secret).digest('base64')),
  signs('missing', 'does not sign', () => null),
  signs('is-the-secret', 'sends the secret itself', (_, secret) => secret),
  wrong(
    'signature-elsewhere',
    'EVT-19',
    'sends the signature in X-Signature',
    onDelivery(({ headers }) => ({
      headers: withHeader(withHeader(headers, 'x-signature', headers.get('x-signed-payload') ?? ''), 'x-signed-payload', null),
    })),
  ),
  wrong(
    'signature-of-the-changed-body',
    'EVT-29',
    'writes the body anew after it was signed',
    onDelivery(({ body }) => ({ body: JSON.stringify(JSON.parse(body), null, 2) })),
  ),
  wrongRule('signed-unasked', 'EVT-20', 'signs with an empty key where no method was chosen', {
    sign: async (body, subscription, interpretations) =>
      (await documented.sign(body, subscription, interpretations)) ?? hmac(body, 'AA==').digest('base64'),
  }),
  wrong(
    'signature-header-empty',
    'EVT-20',
    'sends an empty X-Signed-Payload where no method was chosen',
    onDelivery(({ headers }) => ({
      headers: withHeader(headers, 'x-signed-payload', headers.get('x-signed-payload') ?? ''),
    })),
  ),
]
