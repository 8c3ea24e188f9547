const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const decode = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const toHex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * The forms of a signature, by the options of C-HMAC-FORM: how the secret becomes a key, and how the digest is written.
 */
const FORMS = [
  { name: 'base64', key: decode, write: toBase64 },
  { name: 'hex', key: decode, write: toHex },
  { name: 'raw-key', key: encode, write: toBase64 },
]

/**
 * Tells in which form a signature fits a body; null when it fits in none.
 *
 * @param body the body as it was sent
 * @param secret base64, as it was registered
 * @param subtle `crypto.subtle`
 * @example await signatureForm('{"revision":1}', secret, signature, crypto.subtle) // 'base64'
 */
export async function signatureForm(body: string, secret: string, signature: string, subtle: SubtleCrypto): Promise<string | null> {
  for (const { name, key, write } of FORMS) {
    const imported = await subtle.importKey('raw', key(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const digest = new Uint8Array(await subtle.sign('HMAC', imported, encode(body)))
    if (write(digest) === signature) return name
  }
  return null
}
