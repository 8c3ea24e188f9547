import { ambiguousJsonCases } from './ambiguous-json.ts'
import { cancelCases } from './cancel.ts'
import type { Case } from './case.ts'
import { eachActionCases } from './each-action.ts'
import { eachActionStateCases } from './each-action-state.ts'
import { eachStateCases } from './each-state.ts'
import { errorCases } from './errors.ts'
import { eventCases } from './event.ts'
import { eventDescribedCases } from './event-described.ts'
import { eventFaultCases } from './event-faults.ts'
import { freezeCases } from './freeze.ts'
import { generalCases } from './general.ts'
import { unfreezeCases } from './unfreeze.ts'
import { updateCases } from './update.ts'
import { updateAnswerCases } from './update-answer.ts'
import { updateDescribedCases } from './update-described.ts'

/** Every case there is. */
export const cases: readonly Case[] = [
  ...eachActionCases,
  ...eachActionStateCases,
  ...eachStateCases,
  ...freezeCases,
  ...unfreezeCases,
  ...cancelCases,
  ...updateCases,
  ...updateAnswerCases,
  ...updateDescribedCases,
  ...eventCases,
  ...eventDescribedCases,
  ...eventFaultCases,
  ...generalCases,
  ...ambiguousJsonCases,
  ...errorCases,
]
