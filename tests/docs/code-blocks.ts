/** A fenced block of code in a page. */
export interface CodeBlock {
  /** The line of its fence, from 1. */
  line: number
  /** The first word after the fence. */
  language: string
  /** Whether it is to be run, and not only compiled: `run` stands after its language. */
  run: boolean
  text: string
  /** What it has to print: the `text` block that follows a block to be run. */
  output?: string
}

/**
 * The code of a page written in Markdown. A `text` block after a block that is run is what that has to print.
 *
 * @throws Error when a fence is not closed
 * @example codeBlocks('```ts run\nconsole.log(1)\n```') // [{ line: 1, language: 'ts', run: true, text: 'console.log(1)\n' }]
 */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = []
  let open: CodeBlock | undefined
  let fence = ''
  for (const [index, line] of markdown.split('\n').entries()) {
    if (open === undefined) {
      const [, ticks, info] = /^(`{3,})([^`]*)$/.exec(line) ?? []
      if (ticks === undefined) continue
      const [language = '', ...words] = `${info}`.trim().split(/\s+/)
      fence = ticks
      open = { line: index + 1, language, run: words.includes('run'), text: '' }
    } else if (line === fence) {
      const before = blocks.at(-1)
      if (open.language === 'text' && before?.run && before.output === undefined) before.output = open.text
      else blocks.push(open)
      open = undefined
    } else open.text += `${line}\n`
  }
  if (open) throw new Error(`Failed to read the code of the page: the fence of line ${open.line} is not closed. Close it.`)
  return blocks
}
