import { readdirSync, readFileSync } from 'node:fs'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { parseAction } from '@actions/workflow-parser/actions/action-parser'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { codeBlocks } from '../docs/code-blocks.ts'

/** What GitHub's own parser says of a workflow or an action: unknown keys, missing ones, and names that no expression has. */
function complaints(name: string, content: string): string[] {
  const lint = name === 'action.yml' ? parseAction : parseWorkflow
  return lint({ name, content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message)
}

const workflows = readdirSync('.github/workflows').map((name) => `.github/workflows/${name}`)
const files = Object.fromEntries(['action.yml', ...workflows].map((name) => [name, readFileSync(name, 'utf8')]))

/** The workflows of the guide, whole or a list of steps. */
const snippets = codeBlocks(readFileSync('docs/gate.md', 'utf8')).flatMap(({ language, text, line }) => {
  if (language !== 'yaml') return []
  const { jobs, steps } = parse(text)
  if (jobs === undefined && steps === undefined) return []
  const whole = jobs === undefined ? `jobs:\n  a:\n    runs-on: ubuntu-latest\n${text.replace(/^/gm, '    ')}` : text
  return [[`docs/gate.md, line ${line}`, `on: push\n${whole}`] as const]
})

describe('GitHub takes', () => {
  it.each([...Object.entries(files), ...snippets])('%s', (name, text) => {
    expect(complaints(name, text)).toEqual([])
  })

  it.each([
    ['action.yml', 'using: composite', 'usign: composite', "Unexpected value 'usign'"],
    ['action.yml', 'inputs.package }}', 'input.package }}', "Unrecognized named-value: 'input'"],
    ['.github/workflows/ci.yml', 'timeout-minutes', 'timeout', "Unexpected value 'timeout'"],
    ['.github/workflows/ci.yml', 'github.base_ref', 'gihub.base_ref', "Unrecognized named-value: 'gihub'"],
  ])('no %s with %s as %s', (name, was, slip, complaint) => {
    const text = files[name] ?? ''
    expect(text).toContain(was)
    expect(complaints(name, text.replace(was, slip)).join('\n')).toContain(complaint)
  })
})

describe('.github/workflows/ci.yml', () => {
  it('installs once a job and runs the two commands of the README', () => {
    const { jobs } = parse(files['.github/workflows/ci.yml'] ?? '')
    const scriptsOf = ({ steps }: { steps: { run?: string }[] }) => steps.flatMap(({ run }) => run ?? [])
    expect(scriptsOf(jobs.check)).toEqual([
      'npm ci',
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends python3-httpx',
      'npm run contract',
      'npm test',
      'npm run breaking -- --base "$BASE"',
    ])
  })
})
