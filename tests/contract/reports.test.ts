import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { REPORT_FILES } from '../../contract/src/report/write.ts'
import { readReport } from './read-report.ts'
import { runScript, startScript } from './spawn.ts'

const root = mkdtempSync(join(tmpdir(), 'reports-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(root, 'report-'))
  for (const name of REPORT_FILES) writeFileSync(join(folder, name), '1 passed')
})

const mock = ['--target', 'mock', '--case', 'freeze-answer-accepts']
const run = (...args: string[]) => runScript('contract', [...args, '--report', folder])

/** A target that takes every request and never responds. */
async function hanging() {
  const asked = Promise.withResolvers<void>()
  const server = createServer(() => asked.resolve())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const args = ['--target', 'sandbox', '--url', `http://127.0.0.1:${(server.address() as AddressInfo).port}/raas/v2`]
  return { args, asked: asked.promise, close: () => server.closeAllConnections() ?? server.close() }
}

describe('a report of an earlier run is gone', () => {
  it('where this one could not be judged', async () => {
    const { code } = await run('--target', 'sandbox', '--url', 'http://127.0.0.1:2/raas/v2')
    expect({ code, files: readdirSync(folder) }).toEqual({ code: 2, files: [] })
  })

  it('where an option of this one is wrong', async () => {
    const { code } = await run(...mock, '--seed', 'x')
    expect({ code, files: readdirSync(folder) }).toEqual({ code: 2, files: [] })
  })

  it('where this one was interrupted', async () => {
    const { args, asked, close } = await hanging()
    const { ended, stop } = startScript('contract', [...args, '--report', folder])
    await asked
    stop()
    expect((await ended).code).not.toBe(0)
    expect(readdirSync(folder)).toEqual([])
    close()
  })

  it('where the time of this one was over', async () => {
    const { args, close } = await hanging()
    const { code, stderr } = await run(...args, '--timeout', '1', '--response-timeout', '600')
    expect({ code, files: readdirSync(folder) }).toEqual({ code: 2, files: [] })
    expect(stderr).toMatch(/^Failed to run on your implementation at \S+: the run reached its limit of 1 s \(--timeout\)\.\n$/)
    close()
  })

  it('and not for a list of what would be sent', async () => {
    const live = ['--target', 'live', '--url', 'http://127.0.0.1:9/raas/v2', '--dry-run', '--case', 'freeze-answer-accepts']
    const args = [...live, '--fixtures', 'contract/src/targets/fixtures.example.json', '--report', folder]
    expect((await runScript('contract', args, { TANGO_TOKEN: 'token-91c2' })).code).toBe(0)
    expect(readdirSync(folder)).toEqual([...REPORT_FILES].toSorted())
  })
})

describe('a report that cannot be written ends a run with one sentence and 2', () => {
  it('where a folder is in the place of a file, before anything is sent', async () => {
    rmSync(join(folder, 'junit.xml'))
    mkdirSync(join(folder, 'junit.xml'))
    const { code, stderr } = await run(...mock)
    expect(stderr).toMatch(
      /^Failed to write the report: .*junit\.xml.*\. Choose another --report\. Run `npx async-orders contract --help` to see the options\.\n$/,
    )
    expect(code).toBe(2)
  })

  // Only Linux has a device that is always full.
  it.skipIf(!existsSync('/dev/full'))('where the disk is full, after what was found', async () => {
    rmSync(join(folder, 'report.md'))
    symlinkSync('/dev/full', join(folder, 'report.md'))
    const { code, stderr } = await run(...mock)
    expect(stderr).toMatch(/ {2}mock +1 +0 +0 [\s\S]*\nFailed to write the report: ENOSPC: no space left on device, write\. Choose another/)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect({ code, files: readdirSync(folder) }).toEqual({ code: 2, files: ['report.md'] })
    const har = await runScript('contract', [...mock, '--report', join(root, 'har'), '--har', '/dev/full'])
    expect(har.stderr).toMatch(/\nFailed to write the archive: ENOSPC: no space left on device, write\. Choose another --har\./)
    expect({ code: har.code, passed: readReport(join(root, 'har')).targets.mock?.passed }).toEqual({ code: 2, passed: 1 })
    expect(readFileSync('/dev/null', 'utf8')).toBe('')
  })
})
