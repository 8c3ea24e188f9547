import type { CaseResult } from '../run/check-case.ts'

/** Shows on a terminal how far a run is, on one line that is written over; elsewhere nothing. */
export interface Progress {
  tell: (result: Pick<CaseResult, 'status'>) => void
  /** Takes the line away. */
  end: () => void
}

/**
 * @param total how many cases there are
 * @example const progress = createProgress(1_414, process.stderr); progress.tell({ status: 'passed' })
 */
export function createProgress(total: number, stream: { isTTY?: boolean; write: (text: string) => unknown }): Progress {
  let shown = ''
  let done = 0
  let failed = 0
  const show = (line: string): void => {
    if (!stream.isTTY || line === shown) return
    stream.write(`\r\u001b[K${line}`)
    shown = line
  }
  return {
    tell: ({ status }) => {
      done++
      if (status === 'failed') failed++
      const rest = done === total ? ', going on with interpretations and phases' : ''
      show(`  ${done} of ${total} cases${failed === 0 ? '' : `, ${failed} failed`}${rest}`)
    },
    end: () => show(''),
  }
}
