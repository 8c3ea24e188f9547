import { setTimeout } from 'node:timers/promises'
import { listen } from '../../../sandbox/src/node/server.ts'
import { secondWebhookSecret, webhookSecret } from '../checks/events.ts'
import { secretsOf } from '../redact/forms.ts'
import { createRedactor } from '../redact/redactor.ts'
import type { TargetOptions } from '../run/options.ts'
import { LIMIT_MS, limitedFetch } from './connection.ts'
import { createLiveTarget } from './live.ts'
import { createMockTarget } from './mock.ts'
import { createReceiver } from './receiver.ts'
import { createSandboxTarget } from './sandbox.ts'
import type { Target, TargetName } from './target.ts'

/**
 * Connects to a target that is running already. Events of the sandbox come to a real HTTP receiver on a free port.
 *
 * @param run aborted when the whole run is over
 * @throws Error when the options lack what the target needs
 */
export async function connect(
  name: TargetName,
  options: TargetOptions,
  run?: AbortSignal,
): Promise<{ target: Target; close: () => Promise<void> }> {
  const { baseUrl, live, limitMs = LIMIT_MS, strict = live === null, controlToken } = options
  const close = async (): Promise<void> => undefined
  const known = [...(live === null ? [] : secretsOf(live)), controlToken ?? '', webhookSecret, secondWebhookSecret]
  const secrets = options.ours ? {} : { redactor: createRedactor(known) }
  const fetch = limitedFetch(globalThis.fetch, limitMs, run)
  if (name === 'mock') return { target: createMockTarget(baseUrl, fetch, { strict, limitMs, ...secrets }), close }
  if (live !== null) {
    const world = { fetch, now: Date.now, wait: (milliseconds: number) => waitUntil(milliseconds, run) }
    return { target: { ...createLiveTarget(baseUrl, live, world, { name, strict, limitMs }), ...secrets }, close }
  }
  if (name === 'live') throw new Error('Failed to reach the live target: there are no credentials. Set them in the environment.')
  const receiver = createReceiver()
  const server = await listen(receiver.fetch, { host: '127.0.0.1', port: 0 })
  const target = createSandboxTarget({
    origin: baseUrl.replace(/\/raas\/v2\/?$/, ''),
    fetch,
    receiver,
    receiverOrigin: server.origin,
    strict,
    ...secrets,
    ...(controlToken === null ? {} : { controlToken }),
  })
  return { target: { ...target, limitMs }, close: server.close }
}

/** Waits, but not longer than the run is. */
async function waitUntil(milliseconds: number, run: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, run === undefined ? {} : { signal: run })
  } catch {
    throw run?.reason
  }
}
