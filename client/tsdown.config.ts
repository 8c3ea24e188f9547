import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/outcomes.ts', 'src/validation.ts', 'src/webhooks.ts', 'src/webhooks-node.ts'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  // The API report names what entries share: it must not change with a hash.
  hash: false,
})
