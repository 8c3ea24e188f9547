import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** A receiver that listens. */
export interface Started {
  /** Where it takes deliveries. */
  url: string
  /** Where it says how many events acted: `{"effects": N}`. */
  effectsUrl: string
  stop: () => Promise<void>
}

/** One recipe of a receiver, as a reader runs it. */
export interface Receiver {
  name: string
  /** Why it cannot run here. */
  skipped?: string
  /** Starts it in a process of its own, with these secrets (base64). The environment holds nothing else but what is given. */
  start: (secrets: readonly string[], env?: Record<string, string>) => Promise<Started>
}

/** The program and its arguments; what it needs can be made in the folder first. */
type Command = (folder: string) => Promise<[program: string, ...args: string[]]>

const root = fileURLToPath(new URL('../../', import.meta.url))
const recipe = (file: string): string => join(root, 'docs/recipes', file)

/**
 * The receivers of docs/recipes/.
 *
 * @example
 * const { url, effectsUrl, stop } = await RECEIVERS[0].start(['c2VjcmV0'])
 */
export const RECEIVERS: readonly Receiver[] = [
  inNode('Express', 'express.js'),
  inNode('Fastify', 'fastify.ts'),
  inNode('NestJS', 'nest.ts'),
  receiver('Next.js route handler', serveRoute, { effects: 'hooks' }),
  inNode('queue worker', 'queue-worker.ts'),
  receiver('Python', async () => ['python3', recipe('receiver.py')], { needs: ['python3', '--version'] }),
  receiver('Java', async () => ['java', recipe('Receiver.java')], { needs: ['javac', '-version'] }),
  receiver('Go', builtByGo, { needs: ['go', 'version'] }),
]

function inNode(name: string, file: string): Receiver {
  return receiver(name, async (folder) => [process.execPath, await bundled(file, folder)])
}

interface Settings {
  /** A command that succeeds where the tools are. */
  needs?: [program: string, argument: string]
  /** The path at which it says its effects. */
  effects?: string
}

function receiver(name: string, command: Command, { needs, effects = 'effects' }: Settings = {}): Receiver {
  const isMissing = needs !== undefined && spawnSync(needs[0], [needs[1]]).status !== 0
  return {
    name,
    ...(isMissing ? { skipped: `there is no ${needs[0]} here` } : {}),
    start: async (secrets, env = {}) => {
      const folder = await mkdtemp(join(tmpdir(), 'recipe-'))
      const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
      try {
        const { port, stop } = await run(await command(folder), { TANGO_WEBHOOK_SECRET: secrets.join(','), ...env })
        const origin = `http://127.0.0.1:${port}`
        return { url: `${origin}/hooks`, effectsUrl: `${origin}/${effects}`, stop: () => stop().then(remove) }
      } catch (error) {
        await remove()
        throw error
      }
    },
  }
}

/** Starts a program and waits for the line that says its port. */
function run([program, ...args]: [string, ...string[]], env: Record<string, string>): Promise<{ port: string; stop: () => Promise<void> }> {
  const { PATH = '' } = process.env
  const child = spawn(program, args, { env: { PATH, PORT: '0', PYTHONDONTWRITEBYTECODE: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let [stdout, stderr] = ['', '']
  child.stderr.on('data', (chunk) => {
    stderr = `${stderr}${chunk}`.slice(-10_000)
  })
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk
      const [, port] = /^listening on (\d+)$/m.exec(stdout) ?? []
      const stop = (): Promise<void> => {
        child.kill('SIGKILL')
        return ended
      }
      if (port !== undefined) resolve({ port, stop })
    })
    child.once('error', reject)
    child.once('close', () => reject(new Error(`${program} ended before it listened: ${stderr}`)))
  })
}

/** A recipe as JavaScript, with our packages as they are here inside and the others beside it. */
async function bundled(file: string, folder: string): Promise<string> {
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const out = join(folder, 'recipe.mjs')
  const bundle = await rolldown({
    input: recipe(file),
    platform: 'node',
    external: /^(?!async-orders|@oxc-project)[@\w]/,
    tsconfig: join(root, 'tsconfig.json'),
  })
  await bundle.write({ file: out, format: 'esm' })
  await bundle.close()
  return out
}

/** Next itself is not started: its route handlers are functions from Request to Response, and are called as such. */
async function serveRoute(folder: string): Promise<[string, ...string[]]> {
  return [process.execPath, fileURLToPath(new URL('serve-route.ts', import.meta.url)), await bundled('next-route.ts', folder)]
}

async function builtByGo(folder: string): Promise<[string, ...string[]]> {
  const out = join(folder, 'receiver')
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, GOTOOLCHAIN: 'local' }
  const { status, stderr } = spawnSync('go', ['build', '-o', out, recipe('receiver.go')], { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`Failed to build receiver.go: ${stderr}`)
  return [out]
}
