import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Given, optionsFrom } from '../cli/given.ts'
import { loadRegister } from '../register/load.ts'
import { settingsFrom } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const register = loadRegister()
const url = 'https://integration-api.tangocard.com/raas/v2'

/** Undefined takes an option away. */
type Asked = { [Name in keyof Given]?: Given[Name] | undefined }

function settings(given: Asked, env: Record<string, string> = {}) {
  const basic = { TANGO_PLATFORM_NAME: 'platform', TANGO_PLATFORM_KEY: 'key-5d1e' }
  const options = optionsFrom({ case: [], clause: [], operation: [], ...given } as Given, { ...basic, ...env })
  return settingsFrom(options, register, () => 7)
}

const live = (given: Asked = {}, env: Record<string, string> = {}) => settings({ target: 'live', url, ...given }, env).live

const order = { referenceOrderID: 'AA1', externalRefID: 'a', customerIdentifier: 'c', accountIdentifier: 'd' }
function fixtures(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const ours = { target: 'sandbox', url: undefined }

describe('the settings of a contract run', () => {
  it('of a live target are careful unless told otherwise', () => {
    expect(live()).toEqual({
      name: 'platform',
      key: 'key-5d1e',
      token: null,
      fixtures: {},
      rate: 2,
      maxWrites: 600,
      webhookId: null,
      eventWait: 60_000,
    })
    expect(
      live({ rate: '0.5', 'max-writes': '0', 'event-wait': '0' }, { TANGO_WEBHOOK_ID: 'hook', TANGO_TOKEN: 'token-91c2' }),
    ).toMatchObject({
      rate: 0.5,
      maxWrites: 0,
      webhookId: 'hook',
      eventWait: 0,
      token: 'token-91c2',
    })
  })

  it('take a bearer token alone', () => {
    expect(live({}, { TANGO_PLATFORM_KEY: '', TANGO_TOKEN: 'token-91c2' })).toMatchObject({ name: null, key: null, token: 'token-91c2' })
  })

  it('have times for the run and for a response', () => {
    expect(settings({})).toMatchObject({ runLimitMs: 3_600_000, limitMs: 30_000 })
    expect(settings({ timeout: '90', 'response-timeout': '0.5' })).toMatchObject({ runLimitMs: 90_000, limitMs: 500 })
  })

  it('take no secret that a report could not be kept clean of, except on this machine', () => {
    expect(() => live({}, { TANGO_PLATFORM_KEY: 'key' })).toThrow('Failed to read the credentials: TANGO_PLATFORM_KEY has fewer than 8')
    expect(live({ url: 'http://127.0.0.1:8080/raas/v2' }, { TANGO_PLATFORM_KEY: 'key' })).toMatchObject({ key: 'key' })
  })

  it('need credentials', () => {
    expect(() => live({}, { TANGO_PLATFORM_KEY: '' })).toThrow('there are no credentials')
  })

  it('let what is on this machine be asked without a pause, unless told otherwise', () => {
    const here = 'http://127.0.0.1:8080/raas/v2'
    expect(live({ url: here })).toMatchObject({ rate: Number.POSITIVE_INFINITY, maxWrites: Number.POSITIVE_INFINITY })
    expect(live({ url: here, rate: '3', 'max-writes': '5' })).toMatchObject({ rate: 3, maxWrites: 5 })
  })

  it('hold what the command starts to everything, and what --url names to what is documented or inferred', () => {
    expect(settings({})).toMatchObject({ strict: true, failOn: 'inferred', limitMs: 30_000 })
    expect(settings({ target: 'sandbox', url })).toMatchObject({ strict: false, failOn: 'inferred' })
    const asked = settings({ target: 'sandbox', url, strict: true, 'fail-on': 'assumed', 'response-timeout': '2.5' })
    expect(asked).toMatchObject({ strict: true, failOn: 'assumed', limitMs: 2_500 })
  })

  it('of a sandbox at an address have what it needs without a control plane, and no credentials yet', () => {
    const none = { TANGO_PLATFORM_NAME: '', TANGO_PLATFORM_KEY: '' }
    const given = { target: 'sandbox', url, fixtures: fixtures('prepared.json', { active: [order] }) }
    expect(settings(given, none).live).toMatchObject({ name: null, token: null, fixtures: { active: [order] } })
    expect(settings({ target: 'mock', url }).live).toBeNull()
  })

  it('draw a seed where none was given, and know whether the run is a whole one', () => {
    expect(settings({})).toMatchObject({ seed: 7, complete: true, targets: ['mock', 'sandbox'], address: null, live: null })
    expect(settings({ seed: '12', case: ['freeze-answer-accepts'] })).toMatchObject({ seed: 12, complete: false })
  })

  it('select cases by clause, by id, and of one operation only', () => {
    const ids = (asked: Asked) => settings(asked).selected.map(({ id }) => id)
    const both = ids({ case: ['update-answers-200'], clause: ['FRZ-03'] })
    expect(both).toContain('update-answers-200')
    expect(both.length).toBeGreaterThan(1)
    expect(ids({ case: ['update-answers-200'], clause: ['FRZ-03'], operation: ['updateAsyncOrder'] })).toEqual(['update-answers-200'])
    const updates = settings({ operation: ['updateAsyncOrder'] })
    expect(new Set(updates.selected.map(({ request }) => request.operation))).toEqual(new Set(['updateAsyncOrder']))
    expect(updates.complete).toBe(false)
  })

  it('have production only when it was asked for twice', () => {
    const production = 'https://api.tangocard.com/raas/v2'
    const named = { TANGO_PRODUCTION_HOST: 'api.tangocard.com' }
    expect(() => live({ url: production, production: true })).toThrow('is production')
    expect(() => live({ url: production }, named)).toThrow('is production')
    expect(() => settings({ target: 'sandbox', url: production }, named)).toThrow('is production')
    expect(settings({ target: 'live', url: production, production: true }, named).address).toBe(production)
  })

  it.each<[string, Asked, string]>([
    ['an unknown case', { case: ['nope'] }, 'there is no case nope. The report of a whole run lists them.'],
    ['a case that is written wrongly', { case: ['freeze-answr-accepts'] }, 'Did you mean freeze-answer-accepts'],
    ['an unknown clause', { clause: ['FRZ-7'] }, 'there is no clause FRZ-7. Did you mean FRZ-07'],
    ['an operation that is written wrongly', { operation: ['freezeasyncorder'] }, 'Did you mean freezeAsyncOrder'],
    ['a clause without cases', { clause: ['UPD-08'] }, 'no case is about UPD-08'],
    ['an unknown operation', { operation: ['thaw'] }, 'there is no operation thaw'],
    ['a case of another operation', { case: ['freeze-answer-accepts'], operation: ['updateAsyncOrder'] }, 'no case is about freeze-answer'],
    ['an unknown phase', { phase: 'nope' }, 'invalid --phase nope: expected schema or stateful.'],
    ['a phase and a case', { phase: 'schema', case: ['freeze-answer-accepts'] }, '--phase cannot be combined with --case'],
    ['a phase without a budget', { phase: 'schema', budget: '0' }, '--phase runs nothing with --budget 0'],
    ['a replay without a phase', { replay: 'freezeAsyncOrder random {}' }, '--replay needs --phase'],
    ['a budget that is no number', { budget: '2s' }, '--budget 2s is not a number'],
    ['a budget that is too long', { budget: '9999999' }, '--budget 9999999 is no number of milliseconds from 0 to 3600000'],
    ['an unknown target', { target: 'prod' }, 'invalid --target prod: expected mock, sandbox or live'],
    ['an address without a target', { target: undefined }, '--url needs --target'],
    ['an unknown basis', { 'fail-on': 'guessed' }, 'invalid --fail-on guessed: expected documented, inferred or assumed.'],
    ['a basis that is written wrongly', { 'fail-on': 'infered' }, 'Did you mean inferred?'],
    ['a target that is written wrongly', { target: 'sandbx' }, 'expected mock, sandbox or live. Did you mean sandbox?'],
    ['a phase that is written wrongly', { phase: 'shema' }, 'expected schema or stateful. Did you mean schema?'],
    ['a control token of a live target', { 'control-token': 'control-5c1d' }, '--control-token needs --target sandbox and --url'],
    [
      'a control token of a sandbox of ours',
      { ...ours, 'control-token': 'control-5c1d' },
      '--control-token needs --target sandbox and --url',
    ],
    ['a budget of a clause', { clause: ['FRZ-12'], budget: '100' }, '--budget has no effect with --case, --clause or --operation'],
    [
      'production of another host',
      { production: true },
      '--production has no effect, since integration-api.tangocard.com is no production host',
    ],
    ['a wait for events that nobody reads', { 'event-wait': '5' }, '--event-wait needs TANGO_WEBHOOK_ID'],
    ['a time that is none', { timeout: '0' }, '--timeout 0 is not a number from 1 to 604800'],
    ['a time that is no number', { timeout: '1h' }, '--timeout 1h is not a number'],
    ['a wait for a response of a day', { 'response-timeout': '86400' }, '--response-timeout 86400 is not a number from 0.01 to 600'],
    ['a short control token', { 'control-token': 'ci' }, '--control-token has fewer than 8 characters, too few to be found'],
    ['what counts on targets of ours', { target: undefined, url: undefined, 'fail-on': 'assumed' }, '--fail-on needs --url'],
    ['a dry run of a sandbox', { target: 'sandbox', 'dry-run': true }, '--dry-run needs --target live.'],
    ['a seed that is no number', { seed: 'x' }, '--seed x is not a number'],
    ['a live target without an address', { url: undefined }, 'Set TANGO_BASE_URL, or pass --url'],
    ['something else than an address', { url: 'somewhere' }, 'somewhere is not an address'],
    ['a file', { url: 'file:///raas/v2' }, 'must begin with http:// or https://'],
    ['a fixtures file that is not there', { fixtures: join(folder, 'none.json') }, 'Failed to read the fixtures'],
    ['a rate of nothing', { rate: '0' }, '--rate 0 is not a number from 0.01 to 1000'],
    ['a rate that is no number', { rate: '1e1' }, '--rate 1e1 is not a number'],
    ['half a write', { 'max-writes': '1.5' }, '--max-writes 1.5 is not a whole number from 0 to 100000'],
    ['a wait without end', { 'event-wait': '601' }, '--event-wait 601 is not a number from 0 to 600'],
    ['an address with credentials', { url: 'http://name:key@host/raas/v2' }, 'hold no credentials'],
    ['a password alone', { url: 'http://:key@host/raas/v2' }, 'hold no credentials'],
  ])('are refused: %s', (_, given, message) => {
    expect(() => live(given)).toThrow(message)
  })

  it.each(['fixtures', 'rate', 'max-writes', 'event-wait', 'dry-run', 'production', 'rehearsal'] as const)(
    'have --%s with a live target only',
    (option) => {
      const value = { fixtures: 'x', rate: '1', 'max-writes': '1', 'event-wait': '1' }[option as string] ?? true
      expect(() => settings({ target: 'mock', [option]: value })).toThrow(`--${option} needs --target live`)
    },
  )

  it.each<[string, unknown, RegExp]>([
    ['is no JSON', '{', /Failed to read the fixtures: .*JSON/],
    ['holds a placeholder', { active: [{ ...order, referenceOrderID: 'AA…' }] }, /: AA… is a placeholder\. Write the value/],
    ['has an unknown state', { actve: [order] }, /must NOT have additional properties \(actve\)/],
    ['has an order without an account', { active: [{ ...order, accountIdentifier: undefined }] }, /'accountIdentifier'/],
    ['has an id with a blank', { active: [{ ...order, externalRefID: 'a b' }] }, /\/active\/0\/externalRefID must match pattern/],
    ['has an order twice', { active: [order], mixed: [order] }, /duplicate order AA1/],
    ['is too large', ' '.repeat(5_000_001), /larger than 5000000 bytes/],
  ])('are refused when the fixtures file %s', (name, content, message) => {
    expect(() => live({ fixtures: fixtures(`${name}.json`, content) })).toThrow(message)
  })
})
