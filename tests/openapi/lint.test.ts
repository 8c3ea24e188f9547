import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parse, stringify } from 'yaml'

const REDOCLY = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))

interface Problem {
  ruleId: string
  location: { source: { ref: string }; pointer: string }[]
}

/** Lints a description under the rules of the project's own, and says which rule complains where. */
async function complaints(description: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'lint-'))
  try {
    const config = parse(await readFile('redocly.yaml', 'utf8'))
    config.apis = { 'public@v0': { ...config.apis['public@v0'], root: resolve(description) } }
    config.plugins = [resolve('scripts/redocly-plugin.js')]
    await writeFile(join(folder, 'redocly.yaml'), stringify(config))
    const args = [REDOCLY, 'lint', 'public@v0', '--format', 'json', '--config', join(folder, 'redocly.yaml')]
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off' }
    const output = await new Promise<string>((done) => {
      execFile(process.execPath, args, { env, maxBuffer: 16 * 1024 * 1024 }, (_error, stdout) => done(stdout))
    })
    const { problems } = JSON.parse(output.slice(output.indexOf('{'))) as { problems: Problem[] }
    return problems.map(({ ruleId, location: [place] }) => `${ruleId} ${place?.source.ref.split(/[\\/]/).pop()}${place?.pointer}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const SCHEMA = 'things.yaml#/post/requestBody/content/application~1json/schema'

it('complains of every break of our own rules, and of nothing else', async () => {
  expect((await complaints('tests/openapi/broken/openapi.yaml')).sort()).toEqual([
    `house/body-schema-marked ${SCHEMA}`,
    'house/error-example-status openapi.yaml#/paths/~1inline/get/responses/404',
    'house/error-example-status things.yaml#/post/responses/404',
    'house/error-response-is-shared things.yaml#/post/responses/409',
    `house/property-described ${SCHEMA}/properties/undescribed`,
    `house/property-described ${SCHEMA}/properties/unshown`,
    `house/property-marked ${SCHEMA}/properties/unmarked`,
    'house/response-request-id things.yaml#/post/responses/200',
    'rule/header-described things.yaml#/post/responses/200/headers/X-Bare/description',
    'rule/header-marked things.yaml#/post/responses/200/headers/X-Bare',
    'rule/header-shows-a-value things.yaml#/post/responses/200/headers/X-Bare',
    'rule/operation-marked things.yaml#/post',
    'rule/parameter-marked things.yaml#/post/parameters/0',
    'rule/parameter-shows-a-value things.yaml#/post/parameters/0',
    'rule/path-is-a-reference openapi.yaml#/paths/~1inline',
    'rule/path-operation-has-id things.yaml#/post/operationId',
    'rule/response-marked things.yaml#/post/responses/200',
  ])
})

it('has nothing to complain of in the description itself', async () => {
  expect(await complaints('openapi/openapi.yaml')).toEqual([])
})
