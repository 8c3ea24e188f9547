/** A wish of the caller that the engine turns down. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  /** `taken` when something of that name is there already. */
  readonly kind: 'invalid' | 'taken'
  /** The field that is to blame. */
  readonly path: string

  constructor(kind: 'invalid' | 'taken', path: string, message: string) {
    super(message)
    this.kind = kind
    this.path = path
  }
}
