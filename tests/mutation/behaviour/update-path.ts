import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { onTransaction } from '../memory.ts'
import { type Broken, type Mutant, wrong, wrongRule } from '../mutant.ts'

type Address = Parameters<typeof documented.findOrderByExternalRef>[2]
type Problem = ReturnType<typeof documented.externalRefID>

/** Finds the order by two of the three path parameters. */
const ignores = (parameter: keyof Address, clause: Broken): Mutant =>
  wrongRule(`update-ignores-${parameter.toLowerCase()}`, clause, `finds an order whatever the ${parameter} of the path is`, {
    findOrderByExternalRef: (tx, platform, address) =>
      tx
        .listOrders(platform.name)
        .find((order) =>
          (['customerIdentifier', 'accountIdentifier', 'externalRefID'] as const).every(
            (name) => name === parameter || order[name] === address[name],
          ),
        ),
  })

const path = (id: string, clause: Broken, breaks: string, problem: (right: Problem, value: string) => boolean): Mutant =>
  wrongRule(`update-${id}`, clause, breaks, {
    externalRefID: (value, interpretations) =>
      problem(documented.externalRefID(value, interpretations), value)
        ? { path: 'externalRefID', i18nKey: '422.110', message: 'It is not valid.' }
        : null,
  })

/** Which order the path of an update names. */
export const updatePathMutants: Mutant[] = [
  ignores('customerIdentifier', 'UPD-02'),
  ignores('accountIdentifier', 'UPD-03'),
  ignores('externalRefID', ['UPD-04', 'UPD-71', 'UPD-30', 'UPD-07', 'UPD-16']),
  wrong(
    'update-reaches-other-orders',
    'UPD-04',
    'changes every order of the account',
    onTransaction((tx) => ({
      putOrder: (platform, { notes, ...order }) => {
        tx.putOrder(platform, { ...order, notes })
        for (const other of tx.listOrders(platform)) if (notes === 'checked') tx.putOrder(platform, { ...other, notes })
      },
    })),
  ),
  path(
    'external-ref-of-99',
    'UPD-05',
    'refuses an externalRefID of 100 characters',
    (right, value) => right !== null || value.length === 100,
  ),
  path(
    'external-ref-of-101',
    'UPD-05',
    'takes an externalRefID of 101 characters',
    (right, value) => right !== null && value.length !== 101,
  ),
  path(
    'external-ref-of-any-length',
    'UPD-05',
    'takes an externalRefID of any length',
    (right, value) => right !== null && value.length <= 100,
  ),
  path(
    'external-ref-of-any-characters',
    'UPD-06',
    'takes any characters in externalRefID',
    (right, value) => right !== null && value.length > 100,
  ),
  path(
    'external-ref-with-dots',
    ['UPD-06', 'UPD-05'],
    'takes dots in externalRefID',
    (right, value) => right !== null && !/^[\w.-]+$/.test(value),
  ),
  path(
    'external-ref-with-spaces',
    ['UPD-06', 'UPD-05'],
    'takes spaces in externalRefID',
    (right, value) => right !== null && !/^[\w -]+$/.test(value),
  ),
  path(
    'external-ref-with-any-letters',
    ['UPD-06', 'UPD-05'],
    'takes letters of any script in externalRefID',
    (right, value) => right !== null && !/^[\p{L}\d_-]+$/u.test(value),
  ),
  path(
    'external-ref-without-underscore',
    ['UPD-06', 'UPD-04'],
    'refuses underscores in externalRefID',
    (right, value) => right !== null || value.includes('_'),
  ),
  path(
    'external-ref-without-hyphen',
    'UPD-06',
    'refuses hyphens in externalRefID',
    (right, value) => right !== null || value.startsWith('Az09_-'),
  ),
  path(
    'external-ref-without-capitals',
    ['UPD-16', 'UPD-06'],
    'refuses capitals in externalRefID',
    (right, value) => right !== null || /[A-Z]/.test(value),
  ),
]
