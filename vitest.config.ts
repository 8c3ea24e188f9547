import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Tests wait for servers and processes of their own most of the time: one worker would leave a processor idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{client,console,sandbox,scripts,tests}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 90_000,
        },
      },
      // Started by `npm run contract`, which provides the targets.
      { test: { name: 'contract', include: ['tests/contract/run/*.run.ts'], testTimeout: 60_000, maxConcurrency: 8 } },
    ],
  },
})
