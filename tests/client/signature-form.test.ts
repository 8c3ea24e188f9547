import { describe, expect, it } from 'vitest'
import type { SignatureForm } from '../../client/src/webhooks.ts'
import type { Interpretations } from '../../sandbox/src/index.ts'
import { clientOnSandbox } from './client-on-sandbox.ts'

type Form = Interpretations['C-HMAC-FORM']

// Each form that the sandbox can switch has an option of the client: the compiler refuses a list with one more or less.
const forms = Object.keys({ base64: true, hex: true, 'raw-key': true } satisfies Record<Form, true> & Record<SignatureForm, true>) as Form[]

/** What a receiver that expects one form answers to an event of a sandbox that signs in another. */
async function answerTo(sent: Form, signatureForm: SignatureForm | undefined): Promise<number[]> {
  const { client, control, order, pass, answers } = await clientOnSandbox({}, undefined, { signatureForm })
  await control.setInterpretations({ 'C-HMAC-FORM': sent })
  await client.freezeAsyncOrder(order, { reasonCode: 'FRAUD' })
  await pass()
  return answers
}

describe.each(forms)('a receiver of signatures in the form %s (C-HMAC-FORM)', (signatureForm) => {
  it.each(forms)('on a sandbox that signs as %s', async (sent) => {
    expect(await answerTo(sent, signatureForm)).toEqual([sent === signatureForm ? 200 : 401])
  })
})

it.each(forms)('a receiver that names no form takes base64 alone: %s', async (sent) => {
  expect(await answerTo(sent, undefined)).toEqual([sent === 'base64' ? 200 : 401])
})
