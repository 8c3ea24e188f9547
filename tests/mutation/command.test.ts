import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const script = fileURLToPath(new URL('./command.ts', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'mutants-'))
afterAll(() => rmSync(home, { recursive: true }))

const run = (...options: string[]) => spawnSync(process.execPath, [script, '--report', home, ...options], { encoding: 'utf8' })

it('exits 0 for a mutant that is killed, names its killer, and writes the report', () => {
  const { status, stderr, stdout } = run('--only', 'answers-200-instead-of-202')
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  expect(stderr).toContain('1 of 1 mutants killed (100.0 %')
  const report = JSON.parse(readFileSync(join(home, 'report.json'), 'utf8'))
  expect(report).toMatchObject({
    killed: 1,
    survived: 0,
    equivalent: 0,
    survivors: [],
    mutants: [{ id: 'answers-200-instead-of-202', breaks: 'answers 200 instead of 202', status: 'killed' }],
  })
  expect(stderr).toContain(report.mutants[0].by)
})

it('exits 1 when too few are killed', () => {
  const { status, stderr } = run('--only', 'actions-take-turns')
  expect(status).toBe(1)
  expect(stderr).toContain('0 of 1 mutants killed')
})

it.each([
  { options: ['--only', 'no-evnt'], says: 'none fits --only no-evnt. Did you mean no-event' },
  { options: ['--clause', 'FRZ-7'], says: 'none fits --clause FRZ-7. Did you mean FRZ-17' },
  { options: ['--only', 'no-event', '--clause', 'FRZ-12'], says: 'none fits --only no-event --clause FRZ-12' },
  { options: ['--family', 'weather'], says: 'invalid --family weather: expected behaviour, ' },
  { options: ['--family', 'transport', '--clause', 'FRZ-25'], says: 'none fits --clause FRZ-25 --family transport' },
  { options: ['--colour'], says: "Unknown option '--colour'" },
])('exits 2 for $options', ({ options, says }) => {
  const { status, stderr } = run(...options)
  expect(status).toBe(2)
  expect(stderr).toContain(says)
})

it('explains itself', () => {
  const { status, stdout } = run('--help')
  expect(status).toBe(0)
  expect(stdout).toContain('Usage: npm run mutants')
})
