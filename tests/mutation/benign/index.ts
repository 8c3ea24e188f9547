import { assumedVariants } from './assumed.ts'
import type { Benign } from './benign.ts'
import { errorVariants } from './errors.ts'
import { eventVariants } from './events.ts'
import { encodingVariants, framingVariants } from './framing.ts'
import { headerVariants } from './headers.ts'
import { jsonVariants } from './json.ts'
import { valueVariants } from './values.ts'

export type { Benign } from './benign.ts'

/**
 * Every benign variant: the suite must stay green on each, and blame nothing.
 *
 * @example for (const variant of benignVariants) await benchOf(variant, schemas)
 */
export const benignVariants: readonly Benign[] = [
  ...headerVariants,
  ...framingVariants,
  ...encodingVariants,
  ...jsonVariants,
  ...valueVariants,
  ...errorVariants,
  ...eventVariants,
  ...assumedVariants,
]
