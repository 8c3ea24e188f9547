import { defineConfig } from 'vitest/config'

export default defineConfig({
  // The recipes of the docs import our packages by their names.
  resolve: { tsconfigPaths: true },
  test: {
    // Tests wait for servers and processes of their own most of the time: one worker would leave a processor idle.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{client,console,contract,docs,sandbox,scripts,tests}/**/*.test.ts'],
          // Only a hang ends a test: a machine ten times slower needs a minute for what starts several processes.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // It imports JSON as only a bundler lets it.
          server: { deps: { inline: ['@actions/workflow-parser'] } },
        },
      },
    ],
  },
})
