import { setTimeout } from 'node:timers/promises'
import { listen } from '../../../sandbox/src/node/server.ts'
import { LIMIT_MS, limitedFetch } from '../connection.ts'
import type { ContractOptions } from '../options.ts'
import { createReceiver } from '../receiver.ts'
import { createLiveTarget } from './live.ts'
import { createMockTarget } from './mock.ts'
import { createSandboxTarget } from './sandbox.ts'
import type { Target, TargetName } from './target.ts'

/**
 * Connects to a target that is running already. Events of the sandbox come to a real HTTP receiver on a free port.
 *
 * @throws Error when the options lack what the target needs
 */
export async function connect(name: TargetName, options: ContractOptions): Promise<{ target: Target; close: () => Promise<void> }> {
  const { live, limitMs = LIMIT_MS, strict = live === null, controlToken } = options
  const baseUrl = options.baseUrls[name]
  if (baseUrl === undefined) throw new Error(`Failed to reach the ${name}: its address is not known. Start it with \`npm run contract\`.`)
  const close = async (): Promise<void> => undefined
  if (name === 'mock') return { target: createMockTarget(baseUrl, globalThis.fetch, { strict, limitMs }), close }
  if (live !== null) {
    const world = { fetch: globalThis.fetch, now: Date.now, wait: (milliseconds: number) => setTimeout(milliseconds) }
    return { target: createLiveTarget(baseUrl, live, world, { name, strict, limitMs }), close }
  }
  if (name === 'live') throw new Error('Failed to reach the live target: there are no credentials. Set them in the environment.')
  const receiver = createReceiver()
  const server = await listen(receiver.fetch, { host: '127.0.0.1', port: 0 })
  const target = createSandboxTarget({
    origin: baseUrl.replace(/\/raas\/v2\/?$/, ''),
    fetch: limitedFetch(globalThis.fetch, limitMs),
    receiver,
    receiverOrigin: server.origin,
    strict,
    ...(controlToken === null ? {} : { controlToken }),
  })
  return { target: { ...target, limitMs }, close: server.close }
}
