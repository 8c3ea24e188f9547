import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { startForeign } from '../foreign/server.ts'
import { type Registry, startRegistry } from '../packages/registry.ts'
import { bash } from './bash.ts'

const action = parse(readFileSync('action.yml', 'utf8'))
const [install, main, upload] = action.runs.steps
const defaults = Object.fromEntries(Object.entries<{ default: string }>(action.inputs).map(([name, input]) => [name, input.default]))

// Of somebody else: what is in it comes from the caller and from the action alone.
const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
const temp = mkdtempSync(join(tmpdir(), 'runner-'))
let registry: Registry
beforeAll(async () => {
  registry = await startRegistry()
  expect(await run(install)).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await registry.close()
  for (const folder of [workspace, temp]) rmSync(folder, { recursive: true })
})

interface Step {
  env: Record<string, string>
  run: string
}

/** Runs a step as a runner does, with the inputs in the places of the expressions. */
async function run(step: Step, given: Record<string, string> = {}, credentials: Record<string, string> = {}) {
  const inputs = { ...defaults, ...given }
  const env = Object.entries(step.env).map(([name, expression]) => [
    name,
    inputs[/^\$\{\{ inputs\.(\w+) \}\}$/.exec(expression)?.[1] ?? ''],
  ])
  const ofRunner = { RUNNER_TEMP: temp, GITHUB_STEP_SUMMARY: join(temp, 'summary.md'), GITHUB_OUTPUT: join(temp, 'output') }
  for (const file of [ofRunner.GITHUB_STEP_SUMMARY, ofRunner.GITHUB_OUTPUT]) writeFileSync(file, '')
  const ended = await bash(step.run, { cwd: workspace, env: { ...ofRunner, ...registry.env, ...credentials, ...Object.fromEntries(env) } })
  const outputs = [...readFileSync(ofRunner.GITHUB_OUTPUT, 'utf8').matchAll(/^([^=]+)=(.*)$/gm)].map(([, name, value]) => [name, value])
  return { ...ended, outputs: Object.fromEntries(outputs), summary: readFileSync(ofRunner.GITHUB_STEP_SUMMARY, 'utf8') }
}

describe('the gate as an action', () => {
  it('verifies a target, and adds the report to the summary of the job', async () => {
    const { code, summary, stdout } = await run(main, { target: 'mock', options: '--clause=FRZ-12\n\n--seed=7\n' })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(summary).toContain(readFileSync(join(workspace, 'reports/contract/report.md'), 'utf8'))
    const report = JSON.parse(readFileSync(join(workspace, 'reports/contract/report.json'), 'utf8'))
    expect(report).toMatchObject({ seed: 7, targets: { mock: { failed: 0 } } })
  })

  it('shows each violation as an annotation, with paths from the workspace and options as a file from Windows has them', async () => {
    const foreign = await startForeign({ bug: 'freeze-returns-200', now: Date.now, newId: randomUUID })
    writeFileSync(join(workspace, 'orders.json'), JSON.stringify(foreign.fixtures))
    const inputs = {
      target: 'sandbox',
      url: foreign.baseUrl,
      options: '  --fixtures=orders.json \r\n\r\n--clause=FRZ-12\r\n',
      report: 'own/report',
    }
    const { name, key } = foreign.credentials
    const { code, stdout, summary } = await run(main, inputs, { TANGO_PLATFORM_NAME: name, TANGO_PLATFORM_KEY: key })
    await foreign.close()
    expect(stdout).toMatch(/^::error title=FRZ-12 on the sandbox::returns 200 instead of 202 \(.*%0Anpx async-orders contract .*\n$/)
    expect({ code, made: existsSync(join(workspace, 'own/report/report.json')) }).toEqual({ code: 1, made: true })
    expect(summary).toContain('FRZ-12')
  })

  it('ends as the command does, and shows nothing of an earlier run', async () => {
    mkdirSync(join(workspace, 'old'))
    for (const name of ['report.md', 'annotations.txt']) writeFileSync(join(workspace, 'old', name), 'of an earlier run')
    const { code, stdout, stderr, summary } = await run(main, { report: 'old', options: '--sed=7' })
    expect(stderr).toMatch(/^Failed to read the options: .*Did you mean --seed/)
    expect({ code, stdout, summary }).toEqual({ code: 2, stdout: '', summary: '' })
  })

  it('keeps the reports whatever the verdict, as an artifact', () => {
    expect(upload).toMatchObject({ if: expect.stringMatching(/^always\(\) && /), with: { path: `\${{ inputs.report }}` } })
  })
})

describe('the sandbox as an action', () => {
  it('starts a sandbox that goes on when the step has ended, and says where it is', async () => {
    const { code, outputs, stdout } = await run(main, { run: 'sandbox', options: '--clock=manual\n--log' })
    const { 'base-url': api = '', 'control-url': control, 'platform-name': name, 'platform-key': key, log = '', pid } = outputs
    try {
      expect({ code, stdout }).toEqual({ code: 0, stdout: `sandbox listening on ${api}\n` })
      const curl = (url: string) => fetch(url, { headers: { authorization: `Basic ${btoa(`${name}:${key}`)}` } })
      expect((await curl(`${control}/clock`)).status).toBe(200)
      const [{ referenceOrderID }] = (await (await curl(`${control}/orders`)).json()) as [{ referenceOrderID: string }]
      expect((await fetch(`${api}/asyncOrders/${referenceOrderID}/freeze`, { method: 'POST' })).status).toBe(401)
      expect(readFileSync(log, 'utf8')).toContain('"status":401')
      const gate = await run(main, { target: 'sandbox', url: api, options: '--clause=FRZ-12', report: 'reports/sandbox' })
      expect({ code: gate.code, stderr: gate.stderr }).toEqual({ code: 0, stderr: expect.stringContaining('PASS: 0 failed') })
    } finally {
      process.kill(Number(pid))
    }
    await vi.waitUntil(
      () =>
        fetch(api).then(
          () => false,
          () => true,
        ),
      { timeout: 30_000 },
    )
  })

  it('names no control plane where there is none', async () => {
    const { code, outputs } = await run(main, { run: 'sandbox', options: '--no-control' })
    process.kill(Number(outputs.pid))
    expect({ code, outputs }).toEqual({ code: 0, outputs: expect.not.objectContaining({ 'control-url': expect.anything() }) })
  })

  it('fails with what the sandbox says when it does not start', async () => {
    expect(await run(main, { run: 'sandbox', options: '--clcok=manual' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean --clock'),
      outputs: {},
    })
  })
})

describe('its inputs', () => {
  it.each([{ run: 'gaet\n::error::x' }, { run: 'sandbox', url: 'http://127.0.0.1:1' }])('refuses %j', async (inputs) => {
    const { code, stdout, stderr } = await run(main, inputs)
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/^Failed to read the inputs: .*\n$/) })
  })

  it('are never taken for a command', async () => {
    const file = join(workspace, 'made')
    const { code } = await run(main, { target: `$(touch ${file})`, url: `";touch ${file};"`, options: `--seed=\`touch ${file}\`` })
    expect({ code, made: existsSync(file) }).toEqual({ code: 2, made: false })
  })

  it('are all in the environment, and none in a script', () => {
    const used = [install, main].flatMap(({ env }) => Object.values(env))
    const given = Object.keys(action.inputs).filter((name) => name !== 'artifact')
    expect(used.toSorted()).toEqual(given.map((name) => `\${{ inputs.${name} }}`).toSorted())
    expect([install, main].map(({ run: script }: Step) => script).join('\n')).not.toContain('${{')
  })
})
