import { readFileSync, statSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import type { HarEntry } from '../evidence/exchanges.ts'
import { secretsOf } from '../redact/forms.ts'
import { createRedactor } from '../redact/redactor.ts'

/** An entry of any archive: what other recorders write of times, cookies and caches is not looked at. */
export type Entry = Pick<HarEntry, '_onPurpose'> & {
  request: Pick<HarEntry['request'], 'method' | 'url' | 'headers' | 'postData'>
  response: Pick<HarEntry['response'], 'status' | 'headers' | 'content'>
  comment?: string
}

const LARGEST = 256 * 1024 * 1024

const text = { type: 'string', maxLength: 10_000 }
const headers = {
  type: 'array',
  maxItems: 1_000,
  items: { type: 'object', required: ['name', 'value'], properties: { name: text, value: text } },
}
const body = { type: 'object', properties: { mimeType: text, text: { type: 'string' } } }
const entry = {
  type: 'object',
  required: ['request', 'response'],
  properties: {
    request: {
      type: 'object',
      required: ['method', 'url', 'headers'],
      properties: { method: { type: 'string', pattern: '^[A-Z]{1,20}$' }, url: text, headers, postData: body },
    },
    response: {
      type: 'object',
      required: ['status', 'headers', 'content'],
      properties: { status: { type: 'integer', minimum: 0, maximum: 999 }, headers, content: body },
    },
    comment: text,
    _onPurpose: { enum: ['other-path', 'other-method', 'other-interpretation'] },
  },
}
const har = {
  type: 'object',
  required: ['log'],
  properties: { log: { type: 'object', required: ['entries'], properties: { entries: { type: 'array', items: entry } } } },
}

/**
 * The exchanges of an HTTP archive, whoever recorded it, without the credentials that browsers and proxies leave in.
 *
 * @throws UsageError when the file cannot be read or is no archive; what stands in it is not told, since it may be secret
 * @example const entries = readHar('reports/contract/exchanges.har')
 */
export function readHar(file: string): Entry[] {
  let content: unknown
  try {
    if (statSync(file).size > LARGEST) throw new Error(`it is larger than ${LARGEST / 1024 / 1024} MiB`)
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const cause = error instanceof SyntaxError ? 'it is not JSON' : error instanceof Error ? error.message : error
    throw new UsageError(`Failed to read the archive ${file}: ${cause}.`)
  }
  const fits = new Ajv2020().compile<{ log: { entries: Entry[] } }>(har)
  if (fits(content)) {
    const { entries } = content.log
    return createRedactor(entries.flatMap(secretsIn)).value(entries)
  }
  const [first] = fits.errors ?? []
  throw new UsageError(`Failed to read the archive ${file}: it is no HAR, since ${first?.instancePath || 'it'} ${first?.message}.`)
}

/** Headers whose value is a secret. */
const SECRET = /^(proxy-)?authorization$|api-?key|token|secret/i

function secretsIn({ request, response }: Entry): string[] {
  return [...request.headers, ...response.headers].flatMap(({ name, value }) => {
    // What follows the first pair of a Set-Cookie says how long and where it counts.
    if (/^set-cookie$/i.test(name)) return value.split(/[=;]/)[1] ?? []
    if (/^cookie$/i.test(name)) return value.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1).trim())
    if (!SECRET.test(name)) return []
    const [, scheme, credentials = value] = /^(basic|bearer) +(.*)$/is.exec(value) ?? []
    if (scheme?.toLowerCase() !== 'basic') return [credentials]
    const [platform = '', ...key] = Buffer.from(credentials, 'base64').toString().split(':')
    return secretsOf({ name: platform, key: key.join(':'), token: null })
  })
}
