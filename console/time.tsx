import { instant } from './words.ts'

/** An instant that is not broken over two lines. */
export function Time({ at }: { at: string }) {
  return <time dateTime={at}>{instant(at)}</time>
}
