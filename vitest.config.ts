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
          // Only a hang ends a test: a machine ten times slower needs a minute for what starts several processes.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      // Started by `npm run contract`, which provides the targets. Requests have limits of their own; a slow machine breaks no contract.
      { test: { name: 'contract', include: ['tests/contract/run/*.run.ts'], testTimeout: 0, hookTimeout: 0, maxConcurrency: 8 } },
    ],
  },
})
