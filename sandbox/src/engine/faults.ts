import type { ActionName, Fault, FaultEffect, OperationId } from '../model.ts'
import type { Transaction } from '../store/store.ts'

/** The part of a fault's effect that tells its kind. */
type Kind = 'status' | 'latency' | 'response' | 'connection' | 'event' | 'unprocessable'
type EffectOf<Wanted extends Kind> = Extract<FaultEffect, Record<Wanted, unknown>>

/** The operation that asks for an action. */
export const OPERATIONS: Record<ActionName, OperationId> = {
  FREEZE: 'freezeAsyncOrder',
  UNFREEZE: 'unfreezeAsyncOrder',
  CANCEL: 'cancelAsyncOrder',
}

/**
 * Gives the first fault of these kinds that there is for an operation, and counts it off.
 *
 * @param fits whether a fault is meant for what it meets
 * @returns its effect, or nothing when there is none, or chance spared this one
 */
export function takeFault<Wanted extends Kind>(
  tx: Transaction,
  platformName: string,
  operation: OperationId,
  kinds: Wanted[],
  fits: (effect: EffectOf<Wanted>) => boolean = () => true,
): EffectOf<Wanted> | undefined {
  const platform = tx.getPlatform(platformName)
  if (platform === undefined || platform.faults.length === 0) return undefined
  const left: Fault[] = []
  let taken: FaultEffect | undefined
  for (const fault of platform.faults) {
    const meant = fault.operation === operation || fault.operation === 'any'
    if (taken !== undefined || !meant || !kinds.some((kind) => kind in fault.effect) || !fits(fault.effect as EffectOf<Wanted>)) {
      left.push(fault)
      continue
    }
    const { state, chance } = draw(fault.state)
    const hit = chance < fault.probability
    if (hit) taken = fault.effect
    const remaining = hit && fault.remaining !== null ? fault.remaining - 1 : fault.remaining
    if (remaining !== 0) left.push({ ...fault, state, remaining })
  }
  tx.putPlatform({ ...platform, faults: left })
  return taken as EffectOf<Wanted> | undefined
}

/** mulberry32, by Tommy Ettinger, in the public domain: small, and the same chances from the same seed everywhere. */
function draw(before: number): { state: number; chance: number } {
  const state = (before + 0x6d2b79f5) >>> 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return { state, chance: ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000 }
}
