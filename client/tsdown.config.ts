import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/outcomes.ts', 'src/validation.ts', 'src/webhooks.ts', 'src/webhooks-node.ts'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  // What entries share gets the name of its content, so that the API report stays the same when a hash changes.
  hash: false,
})
