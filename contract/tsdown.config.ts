import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'tsdown'

/** What is read as a file while it runs, from the root of the repository; see src/assets.ts. */
const ASSETS = [
  'generated/openapi.json',
  'openapi/clauses',
  'openapi/interpretations.yaml',
  'contract/src/breaking/redocly.yaml',
  'contract/src/evidence/evidence.schema.json',
  'contract/src/report/html/filter.js',
  'contract/src/report/html/style.css',
  'contract/src/report/report.schema.json',
  'contract/src/targets/fixtures.example.json',
  'contract/src/targets/fixtures.schema.json',
]

export default defineConfig({
  entry: { bin: 'src/bin.ts', index: 'src/index.ts', judge: 'src/judge.ts', vitest: 'src/vitest.ts' },
  platform: 'node',
  target: 'es2022',
  dts: { entry: ['src/index.ts', 'src/judge.ts', 'src/vitest.ts'] },
  fixedExtension: false,
  hash: false,
  // Prism is 74 MB of packages that ask for Node 24; what the mock uses of it is part of the package, runs on Node 20, and keeps its licences.
  deps: { neverBundle: [/^node:/], onlyBundle: false },
  plugins: [
    {
      name: 'prism',
      transform: (code, id) =>
        id.includes('uri-template-lite') ? code.replace('}(this.URI || (this.URI = {}));', '}(exports.URI = {});') : null,
      generateBundle(_, bundle) {
        const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
        this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: licencesOf(modules) })
      },
    },
  ],
  // Its main file asks for its parts in a way that no bundler can follow.
  inputOptions: { resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } } },
  copy: ASSETS.map((path) => ({ from: `../${path}`, to: `dist/assets/${path.slice(0, path.lastIndexOf('/'))}` })),
})

/** The licences of the packages that modules are of. */
function licencesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((id) => /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []))
  const texts = [...folders].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = existsSync(folder) ? readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) : undefined
    return `${name} ${version} (${license})\n\n${file === undefined ? 'See its package.' : readFileSync(join(folder, file), 'utf8').trim()}\n`
  })
  return texts.join(`\n${'-'.repeat(80)}\n\n`)
}
