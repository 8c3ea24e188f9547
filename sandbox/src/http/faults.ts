import type { Context } from '../engine/context.ts'
import type { Fault, OperationId, Platform } from '../model.ts'
import { ApiFault } from './errors.ts'

const ANSWERS = {
  429: { i18nKey: '429.001', message: 'Too many requests. Wait as long as Retry-After says.', headers: { 'Retry-After': '1' } },
  500: { i18nKey: '500.001', message: 'Something went wrong.', headers: {} },
  503: {
    i18nKey: '503.001',
    message: 'The service is not available now. Wait as long as Retry-After says.',
    headers: { 'Retry-After': '1' },
  },
}

/**
 * Gives the answer that was asked for with `POST /_sandbox/faults`, and counts it off.
 *
 * @throws ApiFault while a fault for the operation is left
 */
export function injectFault(context: Context, { name }: Platform, operation: OperationId): void {
  const fault = context.store.transaction((tx): Fault | undefined => {
    const platform = tx.getPlatform(name)
    const found = platform?.faults.find((candidate) => candidate.operation === operation || candidate.operation === 'any')
    if (platform === undefined || found === undefined) return undefined
    const faults = platform.faults.map((other) => (other === found ? { ...other, remaining: other.remaining - 1 } : other))
    tx.putPlatform({ ...platform, faults: faults.filter(({ remaining }) => remaining > 0) })
    return found
  })
  if (fault === undefined) return
  const { i18nKey, message, headers } = ANSWERS[fault.status]
  throw new ApiFault(fault.status, i18nKey, message, { headers })
}
