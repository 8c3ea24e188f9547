import type { ActionName } from '../../../generated/operations.ts'
import type { Details } from './model/model.ts'
import type { Start } from './starts.ts'

/** One thing that is asked of the target. */
export type Ask =
  | { act: ActionName }
  | { update: Partial<Details> }
  /** A recipient redeems an amount, in minor units, of the reward of a line item; positions count round. */
  | { redeem: number; item: number }

/** What is asked, and how time goes by. */
export type Step =
  /** One thing, whose outcome is awaited. */
  | { asks: [Ask] }
  /** Several things, none of which waits for the answer of another. */
  | { asks: Ask[]; together: 'at-once' }
  /** Several things, each of which waits for the answer to the one before it; outcomes of actions are awaited at the end. */
  | { asks: Ask[]; together: 'in-turn' }
  /** Milliseconds. */
  | { wait: number }
  /** To the beginning of the UTC day so many days after the sequence began, or so many milliseconds before it; nothing when that has passed. */
  | { day: number; before: number }

/** An order, and what happens to it, one thing after the other. */
export interface Sequence {
  start: Start
  steps: Step[]
}

/** At most so many things are asked together: legal orders are tried one by one. */
export const MOST_TOGETHER = 4
