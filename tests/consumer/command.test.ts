import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { judge } from '../../contract/src/judge/judge.ts'
import { createControl } from '../../sandbox/src/control.ts'
import { createSandbox } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { runScript } from '../contract/spawn.ts'

const home = mkdtempSync(join(tmpdir(), 'client-'))
afterAll(() => rmSync(home, { recursive: true }))

/** A program that sends one request, as it finds it in its environment, and ends with `code`. */
function program(name: string, { body = '{"reasonCode":"FRAUD"}', code = 0, more = '' } = {}): string {
  const file = join(home, `${name}.mjs`)
  const text = `
const { TANGO_BASE_URL: url, TANGO_PLATFORM_NAME: name, TANGO_PLATFORM_KEY: key, TANGO_ORDER: order } = process.env
const headers = { authorization: 'Basic ' + btoa(name + ':' + key), 'content-type': 'application/json' }
const response = await fetch(url + '/asyncOrders/' + order + '/freeze', { method: 'POST', headers, body: '${body}', redirect: 'manual' })
console.log('the program got ' + response.status)
${more}
process.exitCode = ${code}
`
  writeFileSync(file, text)
  return file
}

const client = (...args: string[]) => runScript('client', args)
const run = (file: string, ...options: string[]) => client(...options, '--', process.execPath, file)

describe('npx async-orders client', () => {
  it('ends with 0 for a client that keeps the rules, and says what each run was', async () => {
    const { code, stdout, stderr } = await run(program('good'), '--fault', 'rate-limit', '--fault', 'unknown-fields')
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^the program got 202\nthe program got 429\nthe program got 202\nplain +succeeded; 1 request/),
    })
    expect(stdout).toMatch(/^rate-limit +succeeded; 1 request/m)
    expect(stdout).toMatch(/^PASS CON-20, .*CON-33/m)
    expect(stdout).toMatch(/^\d+ rules passed, 0 failed, \d+ skipped, 0 inconclusive$/m)
    expect(stderr).toBe(
      'client: running the command with no fault (plain)\nclient: running the command with 429 with Retry-After for the first request of each operation (rate-limit)\nclient: running the command with fields in each response that no page names (unknown-fields)\n',
    )
  })

  it('ends with 1 for one that does not, with the request that shows it', async () => {
    const { code, stdout } = await run(program('other', { body: '{"reasonCode":"OTHER"}' }), '--no-faults')
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^FAIL CON-22 \(documented\) .*\n {2}POST \/asyncOrders\/\S+\/freeze has the reason code OTHER and no otherReason \(plain\) \[request 1\]\n {2}Otherwise: /m,
    )
  })

  it('prints JSON for machines, and keeps the output of the client apart', async () => {
    const { code, stdout, stderr } = await run(program('json'), '--no-faults', '--json')
    const { passed, passes, rules } = JSON.parse(stdout)
    expect({ code, passed, passes }).toMatchObject({ code: 0, passed: true, passes: [{ name: 'plain', ended: 0, requests: 1 }] })
    expect(rules).toContainEqual(expect.objectContaining({ id: 'CON-25', result: 'passed', checked: 1, findings: [] }))
    expect(stderr).toContain('the program got 202')
  })

  it('passes the address under other names too', async () => {
    const more = "if (process.env.API !== url || process.env.ORDER !== order) throw new Error('not there')"
    expect((await run(program('names', { more }), '--no-faults', '--env', 'API=TANGO_BASE_URL', '--env', 'ORDER=TANGO_ORDER')).code).toBe(0)
  })

  it('is inconclusive where the client fails without faults, sends nothing, or does not end', async () => {
    const failing = await run(program('failing', { code: 3 }))
    expect(failing).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('INCONCLUSIVE The command failed without any fault (exit code 3). Mend it first'),
    })
    const silent = await client('--', process.execPath, '-e', '0')
    expect(silent).toMatchObject({ code: 2, stdout: expect.stringContaining('INCONCLUSIVE The command sent no request to the sandbox.') })
    const hanging = await run(program('hanging', { more: 'setInterval(() => 0, 1000)' }), '--timeout', '2')
    expect(hanging).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('INCONCLUSIVE The command did not end: it took longer than 2 s (--timeout).'),
    })
    const missing = await client('--', join(home, 'missing'))
    expect(missing).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/INCONCLUSIVE The command did not end: it cannot be started \(.*ENOENT\)/),
    })
  })

  it.each([
    [['--no-faults'], 'the command is missing. Write it after --, such as: npx async-orders client -- npm test'],
    [['--fault', 'ratelimit', '--', 'x'], 'invalid --fault ratelimit: expected rate-limit, '],
    [['--fault', 'late', '--no-faults', '--', 'x'], '--no-faults cannot be combined with --fault'],
    [['--env', 'API', '--', 'x'], 'invalid --env API: expected NAME=VARIABLE, with one of TANGO_BASE_URL, '],
    [['--timeout', '0', '--', 'x'], 'invalid --timeout 0: expected seconds, such as 600'],
    [['--except', 'CON-06', '--', 'x'], 'CON-06 is no rule for clients'],
  ])('refuses %j', async (args, why) => {
    const { code, stderr, stdout } = await client(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(why)
  })
})

describe('npx async-orders verdict', () => {
  it('judges what a running sandbox saw, page by page, as judge does in a test', async () => {
    const sandbox = createSandbox({ keepRequests: 5_000 })
    const server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0, malformed: sandbox.malformed })
    try {
      const nothing = await runScript('verdict', ['--url', server.origin])
      expect(nothing).toMatchObject({ code: 2, stdout: expect.stringContaining('0 rules passed, 0 failed, 15 skipped, 0 inconclusive') })
      const headers = { authorization: 'Bearer demo-token', 'content-type': 'application/json' }
      const ask = (body: object) =>
        sandbox.fetch('http://sandbox.test/raas/v2/asyncOrders/AA1/freeze', { method: 'POST', headers, body: JSON.stringify(body) })
      for (let index = 0; index < 2_500; index++) await ask({ reasonCode: 'FRAUD', otherReason: `Reason ${index}.` })
      const clean = await runScript('verdict', ['--url', `${server.origin}/raas/v2`])
      expect(clean).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/ rules passed, 0 failed/) })
      await ask({ reasonCode: 'OTHER' })
      const { code, stdout } = await runScript('verdict', ['--url', server.origin, '--json'], { TANGO_TOKEN: 'demo-token' })
      const control = createControl({ fetch: sandbox.fetch })
      expect(JSON.parse(stdout)).toEqual(judge({ requests: await control.listRequests(), deliveries: await control.listDeliveries() }))
      expect(code).toBe(1)
      expect((await runScript('verdict', ['--url', server.origin, '--except', 'CON-22'])).code).toBe(0)
    } finally {
      sandbox.close()
      await server.close()
    }
  })

  it.each([
    [[], '--url is missing'],
    [['--url', 'ftp://x'], '--url ftp://x is not an http or https address'],
    [
      ['--url', 'http://127.0.0.1:9'],
      'Failed to list the requests: the sandbox cannot be reached (bad port: fetch failed). Start it, or correct --url.',
    ],
  ])('refuses %j', async (args, why) => {
    const { code, stderr } = await runScript('verdict', args)
    expect(code).toBe(2)
    expect(stderr).toContain(why)
  })
})
