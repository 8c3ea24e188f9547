import { useEffect, useState } from 'preact/hooks'
import { signatureForm } from './signature.ts'

/** The signature of one attempt, and whether it fits the body under the secret of the subscription. */
export function Signature({ body, signature, secret }: { body: string; signature: string; secret: string | undefined }) {
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
