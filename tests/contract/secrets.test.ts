import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderStates } from '../../contract/src/cases/order-states.ts'
import { base64, ways } from '../../contract/src/redact/ways.ts'
import { startReflecting } from './reflecting.ts'
import { runScript } from './spawn.ts'

const root = mkdtempSync(join(tmpdir(), 'secrets-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const at = (...names: string[]) => join(root, ...names)

const platform = { name: 'harbor', key: 'k"7f/3a\\9-Qz&x<4d', token: "t'91c2_~%41+zW8v" }
const controlToken = 'control-5c1d-"\\b7'
const control = ['--target', 'sandbox', '--control-token', controlToken]
const environment = { TANGO_PLATFORM_NAME: platform.name, TANGO_PLATFORM_KEY: platform.key, TANGO_TOKEN: platform.token }

/** All that any process of these tests was told, and all that it printed. */
const secrets = new Set([platform.key, platform.token, base64(`${platform.name}:${platform.key}`), controlToken])
const printed: [name: string, text: string][] = []

async function run(name: string, script: string, args: string[]) {
  const { code, stdout, stderr } = await runScript(script, args, environment)
  printed.push([`${name}: stdout`, stdout], [`${name}: stderr`, stderr])
  return { code, stderr }
}

async function against(
  options: Partial<Parameters<typeof startReflecting>[0]>,
  use: (server: Awaited<ReturnType<typeof startReflecting>>) => Promise<void>,
) {
  const server = await startReflecting({ platform, ...options })
  try {
    await use(server)
  } finally {
    await server.close()
    for (const secret of server.secrets) secrets.add(secret)
  }
}

beforeAll(async () => {
  for (const folder of ['cases/contract', 'phase', 'live', 'evidence']) mkdirSync(at(folder), { recursive: true })
  await against({ controlToken }, async ({ baseUrl }) => {
    const common = [...control, '--url', baseUrl]
    const cases = ['--clause', 'CAN-51', '--clause', 'UPD-72', '--har', at('cases', 'exchanges.har'), '--report', at('cases', 'contract')]
    expect((await run('cases', 'contract', [...common, ...cases])).code).not.toBe(0)
  })
  // On its own, so that the same response comes to the one request in every run.
  await against({ controlToken }, async ({ baseUrl }) => {
    const example = 'freezeAsyncOrder random {"reasonCode":"FRAUD"}'
    const phase = ['--phase', 'schema', '--replay', example, '--report', at('phase')]
    expect((await run('phase', 'contract', [...control, '--url', baseUrl, ...phase])).code).not.toBe(0)
  })
  await against({ mild: true }, async ({ baseUrl, createOrder }) => {
    const fixtures = Object.entries(orderStates).map(([state, order]) => {
      const externalRefID = `of-${state}`
      const referenceOrderID = createOrder({ ...order, externalRefID })
      return [state, [{ referenceOrderID, externalRefID, customerIdentifier: 'acme-health', accountIdentifier: 'acme-wellness' }]]
    })
    writeFileSync(at('fixtures.json'), JSON.stringify(Object.fromEntries(fixtures)))
    const common = ['--target', 'live', '--url', baseUrl, '--fixtures', at('fixtures.json'), '--report', at('live')]
    await run('dry run', 'contract', [...common, '--dry-run'])
    const cases = ['freeze-accepts-FRAUD', 'update-answers-200'].flatMap((id) => ['--case', id])
    await run('live', 'contract', [...common, ...cases, '--evidence', at('evidence')])
  })
  await run('explain', 'explain', ['CAN-01', '--report', at('cases', 'contract')])
  await run('explain as JSON', 'explain', ['GEN-07', '--json', '--report', at('cases', 'contract')])
  await run('drift of an archive', 'drift', ['--har', at('cases', 'exchanges.har'), '--report', at('drift-of-har')])
  expect(await run('docs', 'docs', ['--reports', at('cases'), '--out', at('docs')])).toMatchObject({ code: 0 })
})

/** Everything that was written, by name. */
const written = (): [name: string, text: string][] => [
  ...readdirSync(root, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }): [string, string] => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  ...printed,
]

const HEAD = 12

/** The forms in a text; those in pieces over a line break are found without the breaks. */
function found(text: string, byHead: ReadonlyMap<string, string[]>): string[] {
  const all = `${text}\n${text.replace(/(\s|\\+[nr]|&#1[03];)+/g, '')}`.toLowerCase()
  return Array.from({ length: all.length }, (_, at) => byHead.get(all.slice(at, at + HEAD)) ?? []).flatMap((forms, at) =>
    forms.filter((form) => all.startsWith(form, at)),
  )
}

describe('a target that repeats its secrets', () => {
  it('finds none of them in anything that was written, in no form', (context) => {
    const texts = written()
    const forms = new Set([...secrets].flatMap((secret) => ways.map(([, write]) => write(secret).toLowerCase())))
    const byHead = Map.groupBy(forms, (form) => form.slice(0, HEAD))
    const hits = texts.flatMap(([name, text]) => found(text, byHead).map((form) => `${name}: ${form}`))
    const told = `${texts.length} files, ${secrets.size} secrets, ${forms.size} forms, ${hits.length} hits`
    context.annotate(told)
    process.stdout.write(`${told}\n`)
    expect(hits).toEqual([])
  })

  it('begins no line of a log, and gives a CI server no command', () => {
    // The mild target passes, which the last line says.
    const logs = written()
      .filter(([name]) => name !== 'live: stderr')
      .filter(([name]) => /stderr$|report\.md$|junit\.xml$/.test(name) || name === 'explain: stdout')
    const lines = logs.flatMap(([name, text]) =>
      text
        .replaceAll('&#10;', '\n')
        .split('\n')
        .map((line) => `${name}: ${line}`),
    )
    expect(lines.filter((line) => /^\S+(: \w+)?: \s*(::|PASS:)|##\w*\[/.test(line))).toEqual([])
    expect(lines.filter((line) => line.includes('\\n::error::')).length).toBeGreaterThan(10)
  })

  it('is shown all the same', () => {
    const shown = written().filter(([, text]) => text.includes('{credential}'))
    const names = shown.map(([name]) => name.replace(root, ''))
    for (const name of ['report.json', 'report.md', 'index.html', 'junit.xml', 'annotations.txt'].map((file) => `/cases/contract/${file}`))
      expect(names).toContain(name)
    expect(names).toContain('/cases/exchanges.har')
    expect(names.filter((name) => name.startsWith('/evidence/'))).toHaveLength(1)
    expect(names).toContain('cases: stderr')
  })
})
