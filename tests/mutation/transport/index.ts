import type { Mutant } from '../mutant.ts'
import { wired } from './alter.ts'
import { answerMistakes } from './answers.ts'
import { deliveryMistakes, requestMistakes } from './requests.ts'

/** Every mutant of the wire. */
export const transportMutants: readonly Mutant[] = [
  ...wired('wire', { ...answerMistakes, ...requestMistakes }),
  ...wired('delivery-wire', deliveryMistakes),
]
