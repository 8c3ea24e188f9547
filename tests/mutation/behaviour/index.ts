import type { Mutant } from '../mutant.ts'
import { accessMutants } from './access.ts'
import { answerMutants } from './answer.ts'
import { cancelMutants } from './cancel.ts'
import { deliveryMutants, signatureMutants } from './delivery.ts'
import { errorMutants } from './errors.ts'
import { eventMutants } from './event.ts'
import { freezeMutants } from './freeze.ts'
import { parseMutants } from './parse.ts'
import { reasonCodeMutants, requestMutants } from './request.ts'
import { eligibilityMutants, scopeMutants } from './scope.ts'
import { ten } from './ten.ts'
import { unfreezeMutants } from './unfreeze.ts'
import { updateMutants } from './update.ts'
import { updateAnswerMutants } from './update-answer.ts'
import { updateFieldMutants } from './update-fields.ts'
import { updatePathMutants } from './update-path.ts'
import { oldCancelledMutants } from './window.ts'

/** Every mutant of the sandbox's behaviour. */
export const behaviourMutants: readonly Mutant[] = [
  ...ten,
  ...requestMutants,
  ...parseMutants,
  ...reasonCodeMutants,
  ...answerMutants,
  ...scopeMutants,
  ...eligibilityMutants,
  ...freezeMutants,
  ...unfreezeMutants,
  ...cancelMutants,
  ...oldCancelledMutants,
  ...updatePathMutants,
  ...updateMutants,
  ...updateFieldMutants,
  ...updateAnswerMutants,
  ...eventMutants,
  ...signatureMutants,
  ...deliveryMutants,
  ...accessMutants,
  ...errorMutants,
]
