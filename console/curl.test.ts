import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { asCurl } from './curl.ts'

/** What a shell passes to curl, as a shell that has the variables of the code samples. */
function passed(command: string): string[] {
  const env = { TANGO_BASE_URL: 'https://api.test/raas/v2', TANGO_PLATFORM_NAME: 'demo', TANGO_PLATFORM_KEY: 'k$y' }
  const shown = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${command}`], { env, encoding: 'utf8' })
  return shown.split('\0').slice(0, -1)
}

const options = (body: string) => [
  ...['--include', '--request', 'POST', '--user', 'demo:k$y', '--header', 'Content-Type: application/json', '--data', body],
]

it.each([
  [
    'JSON on one line',
    '/raas/v2/asyncOrders/AA1/freeze',
    '{\n  "reasonCode": "FRAUD"\n}',
    '{"reasonCode":"FRAUD"}',
    'https://api.test/raas/v2/asyncOrders/AA1/freeze',
  ],
  [
    'what a shell would read',
    "/raas/v2/a'$(id)`id`",
    `{"notes": "it's $HOME"}`,
    `{"notes":"it's $HOME"}`,
    "https://api.test/raas/v2/a'$(id)`id`",
  ],
  ['another path, and no JSON', '/other', '{', '{', 'https://api.test/other'],
])('writes %s as a shell takes it', (_, path, body, sent, url) => {
  expect(passed(asCurl({ method: 'POST', path, body }))).toEqual([...options(sent), url])
})
