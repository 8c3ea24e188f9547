import { documentedRules, type Rules, type Store, type Transaction } from '../../sandbox/src/index.ts'
import type { EachAction, InProcess } from './mutant.ts'
import type { Json } from './wire.ts'

/** What a rule decides otherwise: gets what is right, and what the rule is asked. */
export type Change<Name extends keyof Rules> = (right: ReturnType<Rules[Name]>, ...asked: Parameters<Rules[Name]>) => Json

/**
 * One rule that decides otherwise.
 *
 * @param action where only questions about this action are answered otherwise
 * @example rule('refund', (right, { fee }) => right - fee)
 */
export function rule<Name extends keyof Rules>(name: Name, change: Change<Name>, action?: EachAction['action']): InProcess {
  const documented = documentedRules[name] as (...asked: Parameters<Rules[Name]>) => ReturnType<Rules[Name]>
  return {
    rules: {
      [name]: (...asked: Parameters<Rules[Name]>) => {
        const right = documented(...asked)
        return action === undefined || asked.some((one) => isAbout(action, one)) ? change(right, ...asked) : right
      },
    },
  }
}

const isAbout = (action: string, asked: Json): boolean => [asked, asked?.action, asked?.action?.action].includes(action)

/**
 * Spoils the memory of the sandbox: responses stay right, and what is kept is wrong.
 *
 * @param change gets the transaction, and is called once a case; returns what differs of it
 * @example onTransaction((tx) => ({ putAccount: () => undefined }))
 */
export const onTransaction = (change: (tx: Transaction) => Partial<Transaction>): { wrapStore: (store: Store) => Store } => ({
  wrapStore: (store) => {
    const spoilt = store.transaction((tx) => ({ ...tx, ...change(tx) }))
    return { transaction: (work) => store.transaction(() => work(spoilt)) }
  },
})
