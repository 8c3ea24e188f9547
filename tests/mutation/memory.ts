import type { Store, Transaction } from '../../sandbox/src/index.ts'

/**
 * Spoils the memory of the sandbox: answers stay right, and what is kept is wrong.
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
