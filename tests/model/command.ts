import fc from 'fast-check'
import type { Model, Order } from '../../contract/src/stateful/model/model.ts'
import { compare } from './compare.ts'
import type { System } from './system.ts'

type Command = fc.AsyncCommand<Model, System>

/** A command that, once it has run, compares all that can be seen with the model. Its text is what a failure prints. */
export function command(
  text: string,
  run: (model: Model, system: System) => Promise<void>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command {
  return {
    check,
    run: async (model, system) => {
      await run(model, system)
      await compare(model, system)
    },
    toString: () => text,
  }
}

/** Whether there is an order to do something to. */
export const hasOrder = ({ orders }: Readonly<Model>): boolean => orders.length > 0
/** An index that fits whatever there is, so that a shorter sequence still means something. */
export const anyIndex = fc.nat(7)

/** The order at an index, counted round. */
export const orderAt = ({ orders }: Model, index: number): Order => orders[index % orders.length] as Order
