import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgeReceiver } from '../../contract/src/receiver/judge.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { runScript } from '../contract/spawn.ts'
import { RECEIVERS } from '../recipes/receivers.ts'

const good = (file: string): string => fileURLToPath(new URL(`good/${file}`, import.meta.url))
const [SECRET = '', NEXT = ''] = ['the secret of the receiver', 'the one that replaces it'].map((text) =>
  Buffer.from(text).toString('base64'),
)
const rules = [...loadRegister().consumer.values()].filter(({ subject }) => subject === 'receiver')
const missing = (program: string, ...args: string[]): boolean => spawnSync(program, args).status !== 0

const home = mkdtempSync(join(tmpdir(), 'good-'))
beforeAll(async () => void (await runScript('clients', ['--out', home])))
afterAll(() => rmSync(home, { recursive: true }))

/** Judges a program in a process of its own, with every fault of the plan. */
async function acquitted(...command: string[]): Promise<void> {
  const { code, stdout, stderr } = await runScript('client', ['--json', '--', ...command])
  const { rules: verdicts, inconclusive } = JSON.parse(stdout)
  const convicted = verdicts.filter(({ result }: { result: string }) => result === 'failed')
  expect({ convicted, inconclusive }, stderr).toEqual({ convicted: [], inconclusive: [] })
  expect(code).toBe(0)
}

describe('a client without a mistake is acquitted by npx async-orders client', () => {
  it('ours', () => acquitted(process.execPath, good('ours.ts')))

  it('plain fetch', () => acquitted(process.execPath, good('plain.mjs')))

  it.skipIf(missing('python3', '-c', 'import httpx'))('the one that is generated for Python (needs httpx)', async () => {
    copyFileSync(good('main.py'), join(home, 'main.py'))
    await acquitted('python3', join(home, 'main.py'))
  })

  it.skipIf(missing('javac', '-version'))('the one that is generated for Java (needs javac)', async () => {
    const { status, stderr } = spawnSync('javac', ['-d', home, join(home, 'Client.java'), good('Main.java')], { encoding: 'utf8' })
    expect({ status, stderr }).toMatchObject({ status: 0 })
    await acquitted('java', '-cp', home, 'tangoasyncorderactionsunofficial.Main')
  })
})

describe('a receiver without a mistake is acquitted', () => {
  for (const { name, skipped, start } of RECEIVERS) {
    it.skipIf(skipped !== undefined)(skipped === undefined ? name : `${name} (${skipped})`, async () => {
      const { url, effectsUrl, stop } = await start([SECRET, NEXT])
      try {
        const { rules: verdicts } = await judgeReceiver({
          ...{ url, rules, secret: SECRET, nextSecret: NEXT, limitMs: 60_000, newId: randomUUID, now: Date.now },
          readEffects: async () => (await (await fetch(effectsUrl)).json()).effects,
          pause: () => pause(50),
        })
        expect(verdicts.filter(({ result }) => result !== 'passed')).toEqual([])
      } finally {
        await stop()
      }
    })
  }
})
