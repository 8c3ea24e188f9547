import { defineConfig, type UserConfig } from 'tsdown'

const common: UserConfig = {
  entry: ['src/index.ts', 'src/outcomes.ts', 'src/validation.ts', 'src/webhooks.ts', 'src/webhooks-node.ts'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  // The API report names what entries share: it must not change with a hash.
  hash: false,
}

export default defineConfig([
  { ...common, format: 'esm', sourcemap: true },
  // For what cannot require ES modules, such as Jest. What openapi-fetch exports to CommonJS differs from what it exports to ES modules,
  // so here it is part of the bundle.
  { ...common, format: 'cjs', deps: { alwaysBundle: ['openapi-fetch'] } },
])
