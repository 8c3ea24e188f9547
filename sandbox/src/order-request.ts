import type { components } from '../../generated/control-types.ts'

/** An order as `createOrder` takes it; what is left out gets a sensible value. */
export type OrderRequest = components['schemas']['OrderRequest']
