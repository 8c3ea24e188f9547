/**
 * Reads the files of the console, for the option `console` of `createSandbox`. They are loaded when a browser first asks.
 *
 * @example createSandbox({ …, console: { files: readConsole } })
 */
export async function readConsole(): Promise<Readonly<Record<string, string>>> {
  const { consoleFiles } = await import('../../../generated/console.ts')
  return consoleFiles
}
