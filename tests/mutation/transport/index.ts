import type { Mutant } from '../mutant.ts'
import { answerMutants } from './answers.ts'
import { deliveryMutants } from './deliveries.ts'
import { requestMutants } from './requests.ts'

/** Every mutant of the wire. */
export const transportMutants: readonly Mutant[] = [...answerMutants, ...requestMutants, ...deliveryMutants]
