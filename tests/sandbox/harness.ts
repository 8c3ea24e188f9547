import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { createControl } from '../../sandbox/src/control.ts'
import { startScript } from '../contract/spawn.ts'

/**
 * Sandboxes that run as a user starts them and end with their test, and a folder for their files.
 *
 * @example const { start, path } = sandboxes(); const { origin, control } = await start('--data', path('a.db'))
 */
export function sandboxes() {
  const running: ReturnType<typeof startScript>[] = []
  let home = ''
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'async-orders-sandbox-'))
  })
  afterEach(async () => {
    for (const { kill, ended } of running.splice(0)) {
      kill()
      await ended
    }
  })
  afterAll(() => rm(home, { recursive: true, force: true }))
  const path = (name: string): string => join(home, name)
  return {
    path,
    /** Writes a file of the folder, an object as JSON; gives its path. */
    write: async (name: string, content: unknown): Promise<string> => {
      await writeFile(path(name), typeof content === 'string' ? content : JSON.stringify(content))
      return path(name)
    },
    /** Starts the command, and waits for its ready line. */
    start: async (...words: string[]) => {
      const command = startScript('sandbox', words)
      running.push(command)
      const [, origin = ''] = await command.line(/^sandbox listening on (\S+)\/raas\/v2$/m)
      return { ...command, origin, control: createControl({ baseUrl: origin }) }
    },
  }
}
