import { acceptedProbes } from './accepted.ts'
import { eligibilityProbes } from './eligibility.ts'
import { eventProbes } from './events.ts'
import type { Probe } from './probe.ts'
import { reasonCodeProbes } from './reason-codes.ts'
import { requestProbes } from './requests.ts'
import { timeProbes } from './time.ts'
import { updateProbes } from './updates.ts'

/** Every probe there is: one for each interpretation, or for each action of one that actions can follow apart. */
export const probes: readonly Probe[] = [
  ...requestProbes,
  ...reasonCodeProbes,
  ...acceptedProbes,
  ...updateProbes,
  ...eligibilityProbes,
  ...timeProbes,
  ...eventProbes,
]
