import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const SCRIPT = fileURLToPath(new URL('../../scripts/clients.ts', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'languages-'))
afterAll(() => rmSync(home, { recursive: true }))

const run = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8', env: { ...process.env, ...env } })

/** An interpreter that has httpx by its own account, and whatever it is asked to run, prints the same. */
function pythonThatPrints(text: string): string {
  const file = join(home, `python-${text.length}`)
  writeFileSync(file, `#!/bin/sh\n[ "$1" = -c ] || echo '${text}'\n`)
  chmodSync(file, 0o755)
  return file
}

describe('npm run generate:clients', { timeout: 60_000 }, () => {
  it('writes a client for each language and says which are not tried', () => {
    const { status, stderr, stdout } = run(['--out', join(home, 'all')])
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    expect(readdirSync(join(home, 'all')).toSorted()).toEqual(['Client.java', 'client.go', 'client.php', 'client.py'])
    expect(stderr).toContain('not tried: python, java, go, php')
  })

  it('exits 1 when the client finds something else than documented', () => {
    const { status, stderr } = run(['--out', join(home, 'wrong'), '--try', 'python'], { PYTHON: pythonThatPrints('{"freeze":[]}') })
    expect(status).toBe(1)
    expect(stderr).toContain('python: it found {"freeze":[]}')
  })

  it.each([
    { args: ['--try', 'ruby'], env: {}, says: 'invalid --try ruby: expected python or java' },
    {
      args: ['--out', join(home, 'none'), '--try', 'python'],
      env: { PYTHON: '/bin/false' },
      says: 'Install it: apt-get install python3-httpx',
    },
  ])('exits 2 for $args', ({ args, env, says }) => {
    const { status, stderr } = run(args, env)
    expect(status).toBe(2)
    expect(stderr).toContain(says)
  })

  it('explains itself', () => {
    const { status, stdout } = run(['--help'])
    expect(status).toBe(0)
    expect(stdout).toContain('are not tried anywhere')
  })
})
