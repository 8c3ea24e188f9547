import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('../..', import.meta.url))
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'))
const judge = action.runs.steps.at(-1)

const folder = mkdtempSync(join(tmpdir(), 'action-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the last step as a runner does, with inputs in the places of the expressions. */
function run(inputs: Record<string, string>) {
  const given = { ...Object.fromEntries(Object.keys(action.inputs).map((name) => [name, ''])), report: '.', ...inputs }
  const env = Object.entries<string>(judge.env).map(([name, expression]) => {
    const input = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(expression)?.[1] ?? ''
    return [name, given[input as keyof typeof given]]
  })
  const summary = join(folder, 'summary.md')
  writeFileSync(summary, '')
  const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', judge.run], {
    cwd: folder,
    env: { PATH: process.env.PATH, GITHUB_STEP_SUMMARY: summary, GITHUB_ACTION_PATH: root, ...Object.fromEntries(env) },
    encoding: 'utf8',
  })
  return { status, stderr, summary: readFileSync(summary, 'utf8') }
}

describe('.github/workflows/ci.yml', () => {
  it('installs once a job and runs the two commands of the README', () => {
    const { jobs } = parse(readFileSync(join(root, '.github/workflows/ci.yml'), 'utf8'))
    const scriptsOf = ({ steps }: { steps: { run?: string }[] }) => steps.flatMap(({ run }) => run ?? [])
    expect(scriptsOf(jobs.check)).toEqual(['npm ci', 'npm run contract', 'npm test', 'npm run breaking -- --base "$BASE"'])
    expect(scriptsOf(jobs.clients)).toEqual([
      'npm ci',
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends python3-httpx',
      'npm run generate:clients -- --try python --try java',
    ])
  })
})

describe('the action', () => {
  it('judges a target, and adds the report to the summary of the job', () => {
    const { status, summary } = run({ target: 'mock', options: '--clause=FRZ-12\n\n--seed=7\n' })
    expect(status).toBe(0)
    expect(summary).toContain(readFileSync(join(folder, 'report.md'), 'utf8'))
    expect(summary).toMatch(/mock/)
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({ seed: 7, targets: { mock: { failed: 0 } } })
  })

  it('takes paths from the workspace, and options with blanks and carriage returns around them', () => {
    copyFileSync(join(root, 'contract/src/targets/fixtures.example.json'), join(folder, 'orders.json'))
    const url = 'http://127.0.0.1:1/raas/v2'
    const { status, stderr } = run({ target: 'sandbox', url, options: '  --fixtures=orders.json \r\n\r\n', report: 'reports/own' })
    expect(stderr).toMatch(/^Failed to reach your implementation at /)
    expect({ status, made: existsSync(join(folder, 'reports/own')) }).toEqual({ status: 2, made: true })
  })

  it('ends as the command does, and shows no report of an earlier run', () => {
    writeFileSync(join(folder, 'report.md'), 'of an earlier run')
    const { status, stderr, summary } = run({ target: 'sandbox', url: 'http://127.0.0.1:1/raas/v2' })
    expect(stderr).toMatch(/^Failed to reach your implementation at /)
    expect({ status, summary }).toEqual({ status: 2, summary: '' })
  })

  it('takes nothing in an input for a command', () => {
    const file = join(folder, 'made')
    const { status } = run({ target: `$(touch ${file})`, url: `";touch ${file};"`, options: `--seed=\`touch ${file}\`` })
    expect({ status, made: existsSync(file) }).toEqual({ status: 2, made: false })
  })

  it('has every input in the environment, and none in the script', () => {
    expect(Object.values(judge.env)).toEqual(Object.keys(action.inputs).map((name) => `\${{ inputs.${name} }}`))
    expect(action.runs.steps.map(({ run }: { run: string }) => run).join('\n')).not.toContain('${{')
  })
})
