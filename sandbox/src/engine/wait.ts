/** Waits that end early when the sandbox is closed, so that none of them keeps a process alive. */
export function createWaits() {
  const open = new Map<ReturnType<typeof setTimeout>, () => void>()
  return {
    /** Resolves after so many milliseconds, or at closing. */
    wait: (milliseconds: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          open.delete(timer)
          resolve()
        }, milliseconds)
        open.set(timer, resolve)
      }),
    close(): void {
      for (const [timer, resolve] of open) {
        clearTimeout(timer)
        resolve()
      }
      open.clear()
    },
  }
}
