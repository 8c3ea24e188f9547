import { describe, expect, it } from 'vitest'
import { probes } from '../../contract/src/probes/index.ts'
import { type Ask, askOne, optionOf, type Probe, probe, probeCase, type Seen } from '../../contract/src/probes/probe.ts'
import { interpretationOf, keysOf } from '../../contract/src/register/interpretation-keys.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { inProcessTarget } from './in-process.ts'
import { notingRules } from './noting-rules.ts'

const register = loadRegister()
type Options = Record<string, string>

/** Every way to follow one option that is not ours: for all actions, and for one of them. */
const switches = [...register.interpretations.values()]
  .filter((interpretation) => interpretation.switch)
  .flatMap((interpretation) =>
    [...new Set([interpretation.id, ...keysOf(interpretation)])].flatMap((key) =>
      Object.keys(interpretation.options)
        .filter((option) => option !== interpretation.chosen)
        .map((option) => ({ key, option, id: interpretation.id })),
    ),
  )

/** The option that a probe has to find where these are set. */
function truth(key: string, under: Options): string {
  const interpretation = interpretationOf(register, key)
  return under[key] ?? under[interpretation?.id ?? ''] ?? interpretation?.chosen ?? ''
}

/** Plays asks under options, only those that make a difference: what decides nothing changes nothing. */
function createPlayer() {
  let decisive = new Set<string>()
  const target = inProcessTarget({ rules: notingRules(register, (key) => decisive.add(key)) })
  const played = new Map<string, { seen: Seen; decisive: Set<string> }>()
  const names = new Map<Ask, string>()
  const nameOf = (ask: Ask): string => {
    const name = names.get(ask) ?? JSON.stringify(ask)
    names.set(ask, name)
    return name
  }
  const play = async (row: Probe, ask: Ask, set: Options) => {
    const name = `${nameOf(ask)} ${JSON.stringify(Object.entries(set).sort())}`
    const found = played.get(name)
    if (found !== undefined) return found
    decisive = new Set()
    const result = { seen: await askOne(ask, target, probeCase(row, ask, set)), decisive }
    played.set(name, result)
    return result
  }
  return async (row: Probe, ask: Ask, under: Options): Promise<Seen> => {
    const set: Options = {}
    for (;;) {
      const { seen, decisive } = await play(row, ask, set)
      const next = Object.entries(under).find(([key]) => decisive.has(key) && set[key] === undefined)
      if (next === undefined) return seen
      set[next[0]] = next[1]
    }
  }
}

describe('probes', () => {
  const see = createPlayer()
  const told = (row: Probe, under: Options) => optionOf(row, (ask) => see(row, ask, under))
  const asked = probes.filter((row) => !row.announced)

  it.each(asked.map((row) => [row.interpretation, row] as const))('of %s find our option where nothing is set', async (key, row) => {
    expect(await probe(row, inProcessTarget())).toEqual({ interpretation: key, target: 'sandbox', observed: truth(key, {}) })
  })

  it.each(switches)('find $key=$option, or say why not', async ({ key, option, id }) => {
    const under = { [key]: option }
    const rows = asked.filter(({ interpretation }) => interpretation === key || (key === id && interpretation.startsWith(`${id}.`)))
    expect(rows).not.toEqual([])
    for (const row of rows) {
      if (row.hidden?.[option] === undefined) expect(await told(row, under), row.interpretation).toBe(option)
      else
        expect(await probe(row, inProcessTarget(), under)).toMatchObject({
          observed: 'inconclusive',
          reason: expect.stringContaining(row.hidden[option]),
        })
    }
  })

  it('find no option that is not followed, whichever two are set', { timeout: 120_000 }, async () => {
    const wrong: string[] = []
    let pairs = 0
    for (const [at, one] of switches.entries()) {
      for (const two of switches.slice(at)) {
        if (two.id === one.id && two !== one) continue
        pairs++
        const under = { [one.key]: one.option, [two.key]: two.option }
        for (const row of asked) {
          const option = await told(row, under)
          if (option !== null && option !== truth(row.interpretation, under))
            wrong.push(`${JSON.stringify(under)}: ${row.interpretation}=${option}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(pairs).toBeGreaterThan(1_500)
  })
})
