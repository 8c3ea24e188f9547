import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { index: 'src/index.ts', control: 'src/control.ts', node: 'src/node/index.ts', bin: 'src/node/bin.ts' },
  platform: 'neutral',
  deps: { neverBundle: [/^node:/] },
  target: 'es2022',
  dts: true,
  sourcemap: true,
  // The API report names what entries share: it must not change with a hash.
  hash: false,
})
