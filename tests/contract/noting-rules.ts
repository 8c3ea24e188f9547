import { isDeepStrictEqual } from 'node:util'
import { interpretationOf } from '../../contract/src/register/interpretation-keys.ts'
import type { Register } from '../../contract/src/register/load.ts'
import { documentedRules, type Rules } from '../../sandbox/src/index.ts'

type Options = Record<string, string>
type Rule = (...args: unknown[]) => unknown

/**
 * The rules of the sandbox, which note the interpretations that decide something: set otherwise, alone or with one that decides nothing alone
 * either, a rule would say another thing. What is not noted can be set otherwise and nothing changes, since rules are pure.
 *
 * @param note gets the id of an interpretation, with the action where the rule asked for one
 * @example inProcessTarget({ rules: notingRules(loadRegister(), (key) => decisive.add(key)) })
 */
export function notingRules(register: Register, note: (key: string) => void): Rules {
  const others = (key: string, set: Options): Options[] =>
    Object.keys(interpretationOf(register, key)?.options ?? {}).map((option) => ({ ...set, [key]: option }))
  const noted = (rule: Rule): Rule => {
    return (...args) => {
      const { said, read } = ask(rule, args, {})
      const decides = (set: Options): boolean => said instanceof Promise || !isDeepStrictEqual(ask(rule, args, set).said, said)
      const alone = new Set([...read].filter((key) => others(key, {}).some(decides)))
      for (const key of alone) note(key)
      for (const set of [...read].filter((key) => !alone.has(key)).flatMap((key) => others(key, {}))) {
        const beside = [...ask(rule, args, set).read].filter((key) => set[key] === undefined && !alone.has(key))
        for (const key of beside.filter((other) => others(other, set).some(decides)))
          for (const each of [key, ...Object.keys(set)]) note(each)
      }
      return said
    }
  }
  // `eligible` only passes the question on to the others.
  const rules = Object.entries(documentedRules).map(([name, rule]) => [name, name === 'eligible' ? rule : noted(rule as Rule)])
  return Object.fromEntries(rules)
}

/** What a rule says where these options are set, and the interpretations that it asked for. */
function ask(rule: Rule, args: unknown[], set: Options): { said: unknown; read: Set<string> } {
  const read = new Set<string>()
  const spied = (own: object) => new Proxy(own, { get: (all, key) => read.add(String(key)) && (set[String(key)] ?? Reflect.get(all, key)) })
  return { said: rule(...args.map((value) => withInterpretations(value, spied))), read }
}

function withInterpretations(value: unknown, change: (interpretations: object) => object): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('interpretations' in value) return { ...value, interpretations: withInterpretations(value.interpretations, change) }
  return 'C-400-422' in value ? change(value) : value
}
