import type { Probe } from '../probe.ts'
import { outcomeProbes } from './outcomes.ts'
import { requestProbes } from './requests.ts'

/** Every probe there is, one a reading. */
export const probes: readonly Probe[] = [...requestProbes, ...outcomeProbes]
