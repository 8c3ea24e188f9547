import { expectTypeOf, it } from 'vitest'
import type { OperationId } from '../../generated/operations.ts'
import type { components, operations, webhooks } from '../../generated/types.ts'

type Schemas = components['schemas']

// The compiler judges these: `npm run typecheck` fails where one of them no longer holds.
it('has the operations of the table and no other, the webhook apart', () => {
  expectTypeOf<keyof operations>().toEqualTypeOf<OperationId>()
  expectTypeOf<keyof webhooks>().toEqualTypeOf<'OrderActionStatus'>()
})

it('leaves open what no page lists, and null where the page shows it', () => {
  expectTypeOf<Schemas['AsyncOrderActionAccepted']['status']>().toEqualTypeOf<string>()
  expectTypeOf<Schemas['OrderActionStatusEventData']['status']>().toEqualTypeOf<string>()
  expectTypeOf<Schemas['AsyncOrderDetail']['completedAt']>().toEqualTypeOf<string | null>()
  expectTypeOf<Schemas['AsyncOrderDetail']['sender']>().toEqualTypeOf<{ [key: string]: unknown } | null>()
})
