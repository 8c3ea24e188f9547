import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { signatureForm } from './signature.ts'

const secret = 'c2FuZGJveCBzZWNyZXQ='
const body = '{"revision":1,"eventData":{"status":"SUCCESSFUL"}}'
const hmac = (key: Buffer | string) => createHmac('sha256', key).update(body)
const decoded = Buffer.from(secret, 'base64')

it.each([
  ['base64', hmac(decoded).digest('base64')],
  ['hex', hmac(decoded).digest('hex')],
  ['raw-key', hmac(secret).digest('base64')],
  [null, hmac('another secret').digest('base64')],
  [null, ''],
])('finds the form %s of a signature', async (form, signature) => {
  expect(await signatureForm(body, secret, signature, crypto.subtle)).toBe(form)
})

it('finds none when the body was changed', async () => {
  const signature = hmac(decoded).digest('base64')
  expect(await signatureForm(body.replace('1', '2'), secret, signature, crypto.subtle)).toBe(null)
})
