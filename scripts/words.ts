import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromYAMLFilePath } from 'prh'
import ts from 'typescript'
import { runCommand } from '../sandbox/src/node/command/command.ts'
import { root } from './generate/documents.ts'

const HELP = `Usage: node scripts/words.ts [--help]

Looks for the words of scripts/words.yaml in what people read: Markdown, the OpenAPI files, and every text that the packages and scripts
can print. Part of npm run lint.

  --help   Show this text

Exit codes: 0 passed; 1 a word was found: its place and what to write instead are on stderr.
`

const FILES = [
  ...['*.md', 'openapi/*.yaml', 'action.yml', 'client/src/*.ts', 'contract/src/*.ts', 'sandbox/src/*.ts', 'scripts/*.ts'],
  ...['console/*.ts', 'console/*.tsx', 'docs/site/*.ts'],
  // The first holds the sentences of Tango's pages.
  ...[':!openapi/clauses/sources.yaml', ':!*.test.ts'],
]

await runCommand('words', HELP, {}, () => {
  const rules = fromYAMLFilePath(join(import.meta.dirname, 'words.yaml'))
  const files = execFileSync('git', ['ls-files', '-z', ...FILES], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .slice(0, -1)
  const found = files.flatMap((file) => {
    const { text, starts } = joined(printable(file, readFileSync(join(root, file), 'utf8')))
    return rules.makeChangeSet(file, text).diffs.map(({ index, tailIndex, expected }) => {
      const line = starts.findLastIndex((start) => start <= index) + 1
      return `${file}:${line}: "${text.slice(index, tailIndex)}": write "${expected}"\n`
    })
  })
  process.stderr.write(found.join(''))
  return found.length > 0 ? 1 : 0
})

/** Of code, its texts alone, each in its place. */
function printable(file: string, content: string): string {
  if (!file.endsWith('.ts')) return content
  const kept = content.replace(/[^\n]/g, ' ').split('')
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      for (let at = node.getStart(source) + 1; at < node.end - 1; at++) kept[at] = content[at] ?? ''
    }
    ts.forEachChild(node, visit)
  }
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.Latest)
  visit(source)
  return kept.join('')
}

/** The lines joined by blanks, so that a line break hides no word; and where each line begins. */
function joined(content: string): { text: string; starts: number[] } {
  const starts: number[] = []
  let text = ''
  for (const line of content.split('\n')) {
    starts.push(text.length)
    text += `${line.trim().replace(/^[#>] /, '')} `
  }
  return { text, starts }
}
