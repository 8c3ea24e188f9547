import { onTransaction, rule } from '../inside.ts'
import { keyed, mutantsOf } from '../mutant.ts'

const ADDRESS = ['customerIdentifier', 'accountIdentifier', 'externalRefID'] as const

/** Refuses what fits otherwise. */
const path = (refuses: (right: boolean, value: string) => boolean) =>
  rule('externalRefID', (right, value) =>
    refuses(right !== null, value) ? { path: 'externalRefID', i18nKey: '422.110', message: 'It is not valid.' } : null,
  )

/** Which order the path of an update names. */
export const updatePathMutants = mutantsOf('behaviour', {
  ...keyed(['UPD-02', 'UPD-03', 'UPD-04 UPD-71 UPD-30 UPD-07 UPD-16'], (clauses, index) => [
    `update-ignores-${ADDRESS[index]?.toLowerCase()} ${clauses}`,
    rule('findOrderByExternalRef', (_, tx, platform, address) =>
      tx.listOrders(platform.name).find((order) => ADDRESS.every((name) => name === ADDRESS[index] || order[name] === address[name])),
    ),
  ]),
  'update-reaches-other-orders UPD-04': onTransaction((tx) => ({
    putOrder: (platform, { notes, ...order }) => {
      tx.putOrder(platform, { ...order, notes })
      for (const other of tx.listOrders(platform)) if (notes === 'checked') tx.putOrder(platform, { ...other, notes })
    },
  })),
  'update-external-ref-of-99 UPD-05': path((is, value) => is || value.length === 100),
  'update-external-ref-of-101 UPD-05': path((is, value) => is && value.length !== 101),
  'update-external-ref-of-any-length UPD-05': path((is, value) => is && value.length <= 100),
  'update-external-ref-of-any-characters UPD-06': path((is, value) => is && value.length > 100),
  'update-external-ref-with-dots UPD-06 UPD-05': path((is, value) => is && !/^[\w.-]+$/.test(value)),
  'update-external-ref-with-spaces UPD-06 UPD-05': path((is, value) => is && !/^[\w -]+$/.test(value)),
  'update-external-ref-with-any-letters UPD-06 UPD-05': path((is, value) => is && !/^[\p{L}\d_-]+$/u.test(value)),
  'update-external-ref-without-underscore UPD-06 UPD-04': path((is, value) => is || value.includes('_')),
  'update-external-ref-without-hyphen UPD-06': path((is, value) => is || value.startsWith('Az09_-')),
  'update-external-ref-without-capitals UPD-16 UPD-06': path((is, value) => is || /[A-Z]/.test(value)),
})
