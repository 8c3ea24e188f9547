import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createSandbox, documentedRules } from '../../sandbox/src/index.ts'
import { listen } from '../../sandbox/src/node/server.ts'
import { complaintsAbout } from '../packages/judge.ts'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
// What npm passes to its scripts would send the npm below back to this repository.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|TANGO_)/i.test(name)))

let home: string
let installed: string
let packed: string

/** A project that has nothing but the packed gate and its own dependencies. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'async-orders-'))
  installed = join(home, 'node_modules/async-orders')
  await mkdir(installed, { recursive: true })
  const pack = ['pack', '--pack-destination', home, '--cache', join(home, 'cache'), '--offline']
  await execute('npm', pack, { cwd: join(root, 'contract'), env })
  packed = join(home, (await readdir(home)).find((name) => name.endsWith('.tgz')) ?? '')
  await execute('tar', ['-xzf', packed, '-C', installed, '--strip-components=1'])
  const { dependencies } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  for (const name of [...Object.keys(dependencies), 'vitest']) {
    await mkdir(dirname(join(home, 'node_modules', name)), { recursive: true })
    await symlink(join(root, 'node_modules', name), join(home, 'node_modules', name))
  }
  await writeFile(join(home, 'package.json'), '{ "type": "module", "private": true }')
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** Runs the command as `npx async-orders` does. */
const run = (...words: string[]) => runIn(home, words)

async function runIn(cwd: string, words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(installed, 'bin.js'), ...words], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) child[stream].on('data', (chunk) => (printed[stream] += chunk))
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? -1)))
  return { code, ...printed }
}

it('holds what is used, its licences, and nothing of the machine that packed it', async () => {
  const files = (await readdir(installed, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const names = files.map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['LICENSE', 'README.md', 'THIRD-PARTY-LICENSES.txt', 'bin.js', 'index.d.ts', 'openapi.json', 'webhooks.json']),
  )
  expect(names.filter((name) => /\.test\.|sample/.test(name))).toEqual([])
  for (const { parentPath, name } of files) expect(await readFile(join(parentPath, name), 'utf8'), name).not.toContain(root)
  expect(await readFile(join(installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8')).toMatch(
    /^@stoplight\/prism-http 5\..* \(Apache-2\.0\)$/m,
  )
  expect(await complaintsAbout(packed)).toEqual([])
})

it('tells its version, its commands, and the nearest to an unknown one', async () => {
  expect(await run('--version')).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' })
  expect((await run('--help')).stdout).toMatch(/^ {2}contract {4}\S/m)
  expect(await run('contrat')).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean contract?') })
  expect(await run()).toMatchObject({ code: 2, stderr: expect.stringMatching(/^Failed to run: the command is missing\. .*--help/) })
})

it('verifies the mock and the sandbox, all that is in it, and explains a clause', async () => {
  const { code, stderr } = await run('contract', '--budget', '1', '--seed', '7')
  expect(stderr).toMatch(/^PASS: 0 failed, 1\d{3} passed, \d+ skipped in .* report in reports\/contract$/m)
  expect(stderr).not.toContain('Warning')
  expect(code).toBe(0)
  expect(await readdir(join(home, 'reports/contract'))).toEqual(['annotations.txt', 'index.html', 'junit.xml', 'report.json', 'report.md'])
  expect(await run('explain', 'FRZ-07')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^FRZ-07 {2}[\s\S]* rule /) })
})

it('starts a sandbox, which accepts a first freeze and has its console', async () => {
  const child = spawn(process.execPath, [join(installed, 'bin.js'), 'sandbox', '--port', '0'], { cwd: home, env })
  try {
    let printed = ''
    const api = await new Promise<string>((resolve, reject) => {
      child.once('close', () => reject(new Error(`it ended: ${printed}`)))
      const look = (chunk: string): void => {
        printed += chunk
        const [, url] = /-d '\{"reasonCode":"FRAUD"\}' (\S+)/.exec(printed) ?? []
        if (url !== undefined) resolve(url)
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
    })
    const headers = { authorization: `Basic ${btoa('demo:demo-key')}`, 'content-type': 'application/json' }
    expect((await fetch(api, { method: 'POST', headers, body: '{"reasonCode":"FRAUD"}' })).status).toBe(202)
    expect(await (await fetch(new URL('/_sandbox/', api))).text()).toContain('<title>')
  } finally {
    child.kill()
  }
})

it('says what is missing for a command that needs more', async () => {
  await writeFile(join(home, 'old.json'), await readFile(join(root, 'generated/openapi.json')))
  const { code, stderr } = await run('breaking', '--base', 'old.json')
  expect(stderr).toMatch(
    /^Failed to run redocly: it is not installed\. Run `npm install --save-dev @redocly\/cli` beside async-orders\.\n$/,
  )
  expect(code).toBe(2)
})

const vitest = (file: string, cwd = home) =>
  execute(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', file], { cwd, env: { ...env, NO_COLOR: '1' } })

it('writes a starting point that works, and never over a file', async () => {
  const project = join(home, 'project')
  await mkdir(project)
  await writeFile(join(project, 'orders.json'), '{ "active": [] }')
  const { code, stderr } = await runIn(project, ['init'])
  expect(stderr).toBe(
    [
      'wrote async-orders.yaml',
      'kept orders.json: it is there already',
      'wrote async-orders.test.ts',
      'wrote .github/workflows/async-orders.yml',
      '',
      'Next: npm install --save-dev async-orders vitest && npx async-orders contract\n',
    ].join('\n'),
  )
  expect(code).toBe(0)
  expect(await readFile(join(project, 'orders.json'), 'utf8')).toBe('{ "active": [] }')
  expect((await runIn(project, ['init'])).stderr.match(/^kept /gm)).toHaveLength(4)

  const narrowed = await runIn(project, ['contract', '--case', 'freeze-answer-accepts'])
  expect(narrowed).toMatchObject({ code: 0, stderr: expect.stringMatching(/^ {2}sandbox {3}1 /m) })
  expect(narrowed.stderr).not.toMatch(/^ {2}mock/m)
  expect((await vitest('async-orders.test.ts', project)).stdout).toMatch(/Tests +\d{3} passed \(\d+\)/)

  // What is commented out fits the schema as well, and the orders are those of the example.
  const config = await readFile(join(project, 'async-orders.yaml'), 'utf8')
  const uncommented = config.replace(/^# (?=targets:| )/gm, '')
  await writeFile(join(project, 'async-orders.yaml'), uncommented)
  const unset = await runIn(project, ['contract'])
  expect(unset.stderr).toContain('ORDERS_PLATFORM_NAME is not set, and async-orders.yaml names it')
  const { jobs } = parse(await readFile(join(project, '.github/workflows/async-orders.yml'), 'utf8'))
  expect(jobs.contract.steps.map(({ run: line }: { run?: string }) => line).filter(Boolean)).toEqual([
    ...['npm ci', 'npx async-orders contract', 'cat reports/contract/report.md >> "$GITHUB_STEP_SUMMARY"'],
  ])
})

it('says which file cannot be written', async () => {
  const project = join(home, 'no-room')
  await mkdir(project)
  await writeFile(join(project, '.github'), '')
  const { code, stderr } = await runIn(project, ['init'])
  expect(stderr).toMatch(/^Failed to write \.github\/workflows\/async-orders\.yml: (ENOTDIR|EEXIST).* Make room for it/m)
  expect(code).toBe(2)
})

it('is a suite of vitest, too, which shows what is violated', async () => {
  const suite = (options: string): string =>
    `import { contractSuite } from 'async-orders/vitest'\ncontractSuite({ target: 'mock', clauses: ['FRZ-12'], ${options} })\n`
  await writeFile(join(home, 'passes.test.ts'), suite(''))
  const { stdout } = await vitest('passes.test.ts')
  expect(stdout).toMatch(/Tests +\d+ passed \| \d+ skipped/)
  const imperfect = createSandbox({ rules: { ...documentedRules, acceptedStatus: () => 200 } })
  const { origin, close } = await listen(imperfect.fetch, { host: '127.0.0.1', port: 0 })
  const entry = "{ target: 'sandbox', clause: 'FRZ-12', reason: 'see #17', expires: '9999-12-31' }"
  const known = suite(`url: '${origin}', baseline: [${entry}]`).replace("'mock'", "'sandbox'")
  await writeFile(join(home, 'known.test.ts'), known)
  expect((await vitest('known.test.ts')).stdout).toMatch(/Tests +1 passed \| \d+ skipped/)
  await writeFile(join(home, 'fails.test.ts'), known.replace(`[${entry}]`, '[]'))
  await expect(vitest('fails.test.ts')).rejects.toMatchObject({ stderr: expect.stringContaining('new violations: FRZ-12 on the sandbox') })
  await close()
  await writeFile(join(home, 'fails.test.ts'), suite("url: 'http://127.0.0.1:9/raas/v2'"))
  await expect(vitest('fails.test.ts')).rejects.toMatchObject({ stderr: expect.stringContaining('Failed to reach your implementation at') })
})
