/** Shows on a terminal how far a run is, on one line that is written over; elsewhere nothing. */
export interface Progress {
  tell: (done: number, failed: number) => void
  /** Takes the line away. */
  end: () => void
}

/**
 * @param total how many cases there are
 * @example const progress = createProgress(1_414, process.stderr); progress.tell(12, 0)
 */
export function createProgress(total: number, stream: { isTTY?: boolean; write: (text: string) => unknown }): Progress {
  let shown = ''
  const show = (line: string): void => {
    if (!stream.isTTY || line === shown) return
    stream.write(`\r\u001b[K${line}`)
    shown = line
  }
  return {
    tell: (done, failed) => {
      const rest = done === total ? ', going on with readings and phases' : ''
      show(`  ${done} of ${total} cases${failed === 0 ? '' : `, ${failed} failed`}${rest}`)
    },
    end: () => show(''),
  }
}
