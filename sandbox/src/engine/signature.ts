import type { Delivery, Interpretations, SignatureFault, Subscription } from '../model.ts'
import type { Context } from './context.ts'

/** Why an attempt with a wrong signature is none that can be received, whatever the receiver answers. */
export const WRONG: Record<SignatureFault, string> = {
  forged: 'sent with the signature of another key: a fault that was asked for',
  unsigned: 'sent without a signature: a fault that was asked for',
}

/** The signature of an attempt, by another key or none where a fault asks for that. */
export async function signatureOf(
  { rules }: Context,
  { body }: Delivery,
  subscription: Subscription,
  interpretations: Interpretations,
  fault: SignatureFault | undefined,
): Promise<string | null> {
  if (fault === 'unsigned') return null
  const { hmacSharedSecretKey } = subscription
  const forging = fault === 'forged' ? { hmacSharedSecretKey: btoa(`not ${hmacSharedSecretKey}`) } : {}
  return rules.sign(body, { ...subscription, ...forging }, interpretations)
}
