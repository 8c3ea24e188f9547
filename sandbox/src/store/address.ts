import type { OrderAddress } from './store.ts'

/** One text for each address, whatever characters its parts hold. */
export const addressKey = ({ customerIdentifier, accountIdentifier, externalRefID }: OrderAddress): string =>
  JSON.stringify([customerIdentifier, accountIdentifier, externalRefID])
