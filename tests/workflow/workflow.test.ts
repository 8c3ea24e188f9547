import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const SCRIPT = fileURLToPath(new URL('../../scripts/workflow.ts', import.meta.url))
const CI = fileURLToPath(new URL('../../.github/workflows/ci.yml', import.meta.url))

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'workflow-')))
})
afterEach(() => rmSync(folder, { recursive: true }))

function run(workflow: string | null, ...args: string[]) {
  if (workflow !== null) writeFileSync(join(folder, 'w.yml'), workflow)
  const file = workflow === null ? [] : ['--file', 'w.yml']
  return spawnSync(process.execPath, [SCRIPT, ...file, ...args], { cwd: folder, encoding: 'utf8' })
}

const TWO_JOBS = `
env: { WHO: workflow, LEVEL: workflow }
jobs:
  tea:
    env: { LEVEL: job }
    steps:
      - uses: actions/checkout@v4
      - name: Boil
        run: echo "$WHO $LEVEL $STEP $CI"
        env: { STEP: 1 }
      - run: |
          echo first line
          pwd
        working-directory: kitchen
      - name: For pull requests
        if: github.event_name == 'pull_request'
        run: echo "pull \${{ github.base_ref }}"
      - name: Always
        if: \${{ always() }}
        run: echo always
  cake:
    steps: [{ run: echo cake }]
`

describe('npm run workflow', () => {
  it('runs the shell steps of every job in order, and says what it leaves out', () => {
    mkdirSync(join(folder, 'kitchen'))
    const { status, stdout, stderr } = run(TWO_JOBS)
    expect(stdout).toBe(`workflow job 1 true\nfirst line\n${join(folder, 'kitchen')}\nalways\ncake\n`)
    expect(stderr).toContain('tea: actions/checkout@v4 (left out: it uses actions/checkout@v4)\n')
    expect(stderr).toContain("tea: For pull requests (left out: it has the condition github.event_name == 'pull_request')\n")
    expect(status).toBe(0)
  })

  it('runs one job, and lists without running', () => {
    expect(run(TWO_JOBS, '--job', 'cake')).toMatchObject({ status: 0, stdout: 'cake\n' })
    expect(run(TWO_JOBS, '--list')).toMatchObject({ status: 0, stdout: '', stderr: expect.stringContaining('cake: echo cake') })
  })

  it('takes conditions and expressions that are set', () => {
    mkdirSync(join(folder, 'kitchen'))
    const set = ['--set', 'github.event_name=pull_request', '--set', 'github.base_ref=main']
    expect(run(TWO_JOBS, ...set)).toMatchObject({ status: 0, stdout: expect.stringContaining('pull main\nalways\n') })
    expect(run(TWO_JOBS, '--list', '--set', 'github.event_name=push').stderr).toContain('does not hold with github.event_name=push')
  })

  it('refuses an expression without a value before anything runs', () => {
    const { status, stdout, stderr } = run(TWO_JOBS, '--set', 'github.event_name=pull_request')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(' has no value here. Give one with --set github.base_ref=VALUE.')
  })

  it.each([
    ['a command', 'jobs: { a: { steps: [{ run: "false; echo on" }, { run: echo later }] } }', 1, ''],
    [
      'a pipe of a bash that is named',
      'jobs: { a: { defaults: { run: { shell: bash } }, steps: [{ run: "false | cat; echo on" }] } }',
      1,
      '',
    ],
    ['a pipe of the shell that is not named', 'jobs: { a: { steps: [{ run: "false | cat; echo on" }] } }', 0, 'on\n'],
    ['a signal', 'jobs: { a: { steps: [{ run: "kill -9 $$" }, { run: echo later }] } }', 1, ''],
  ])('stops at the first failure: %s', (_, workflow, status, stdout) => {
    expect(run(workflow)).toMatchObject({ status, stdout })
  })

  it.each([
    ['no file', null, [], '--file FILE is missing'],
    ['a file that is not there', null, ['--file', 'no.yml'], '--file no.yml cannot be read'],
    ['what is no YAML', 'jobs: [', [], 'Failed to read the workflow'],
    ['no jobs', 'name: x', [], 'it has no jobs'],
    ['no step to run', 'jobs: { a: { if: false, steps: [{ run: echo x }] } }', [], 'none of its steps can be run here'],
    ['an unknown job', 'jobs: { a: { steps: [] } }', ['--job', 'b'], '--job b is none of a'],
    ['an unknown shell', 'jobs: { a: { steps: [{ run: x, shell: pwsh }] } }', [], 'its shell pwsh is not known here'],
    ['a bad --set', 'jobs: { a: { steps: [] } }', ['--set', 'x'], '--set x is not NAME=VALUE'],
  ])('exits 2 for %s', (_, workflow, args, want) => {
    expect(run(workflow, ...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(want) })
  })
})

describe('.github/workflows/ci.yml', () => {
  it('installs once and runs the two commands of the README', () => {
    const { status, stderr } = run(null, '--file', CI, '--list')
    expect(status).toBe(0)
    const steps = stderr.split('\n').filter((line) => line !== '' && !line.includes('left out: it uses'))
    expect(steps).toEqual([
      'check: npm ci',
      'check: npm run contract',
      'check: npm test',
      "check: Rate the change of the description (left out: it has the condition github.event_name == 'pull_request')",
      'clients: npm ci',
      'clients: sudo apt-get update && sudo apt-get install -y --no-install-recommends python3-httpx',
      'clients: npm run generate:clients -- --try python --try java',
      'clients: npm run generators',
    ])
  })
})
