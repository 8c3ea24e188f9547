import { optionFor } from '../interpretations.ts'
import type { ActionName, Interpretations, Order, Platform } from '../model.ts'
import type { OrderAddress, Transaction } from '../store/store.ts'
import * as answers from './answers.ts'
import { authenticate } from './authenticate.ts'
import * as delivery from './delivery.ts'
import * as effects from './effects.ts'
import * as eligibility from './eligibility.ts'
import * as events from './events.ts'
import { parseBody } from './parse-body.ts'
import { reasonCodes } from './reason-codes.ts'
import * as request from './request.ts'

/**
 * Everything that the sandbox decides, one small pure entry a rule. The clauses of the register name the entry that keeps them (`rule:`).
 * To see what a broken rule would do, replace one entry.
 *
 * @example createSandbox({ …, rules: { ...documentedRules, eventSent: () => false } })
 */
export const documentedRules = {
  authenticate,
  parseBody,
  ...request,
  reasonCodes,
  ...eligibility,
  ...effects,
  ...events,
  ...delivery,
  ...answers,
  /** FRZ-02, FRZ-20, GEN-10 and the same for unfreeze and cancel. */
  findOrder: (tx: Transaction, platform: Platform, referenceOrderID: string): Order | undefined =>
    tx.getOrder(platform.name, referenceOrderID),
  /** UPD-02, UPD-03, UPD-04, UPD-23, UPD-71. */
  findOrderByExternalRef: (tx: Transaction, platform: Platform, address: OrderAddress): Order | undefined =>
    tx.findOrder(platform.name, address),
  /** FRZ-12, UNF-12, CAN-12. */
  acceptedStatus: (): number => 202,
  /** UPD-60. */
  updateStatus: (): number => 200,
  /** FRZ-22, UNF-22, CAN-22, UNF-42, UNF-43. */
  noneEligible: (interpretations: Interpretations, action: ActionName): 'accept' | 'reject' =>
    optionFor(interpretations, 'C-NONE-ELIGIBLE', action),
  /** FRZ-24, UNF-24, CAN-24. */
  processing: (): 'after-answer' | 'before-answer' => 'after-answer',
}

/** The record of rules; same keys, same signatures. */
export type Rules = typeof documentedRules
