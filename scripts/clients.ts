import { mkdirSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { choiceFrom, runCommand } from '../sandbox/src/node/command/command.ts'
import { languages, writeClients } from './clients/languages.ts'
import { tryClient } from './clients/try.ts'

const HELP = `Usage: npm run generate:clients -- [--out DIR] [--try LANGUAGE]...

Generates clients in other languages from the description: one file each, by redocly generate-client.

  --out DIR       where they go; dist/clients unless given
  --try LANGUAGE  put it to use as well; may be repeated:
                  python  the four operations and one that is refused, against our sandbox; needs python3 with httpx (Debian: python3-httpx).
                          PYTHON in the environment names another interpreter
                  java    compiled; needs a JDK
  --help          show this text

The clients for go and php, and what the Java one does at run time, are not tried anywhere.
Exit codes: 0 written, and what was tried works; 1 a client does not work; 2 it could not be written or tried.
`

const OPTIONS = {
  out: { type: 'string', default: 'dist/clients' },
  try: { type: 'string', multiple: true, default: [] as string[] },
} as const

await runCommand('generate:clients', HELP, OPTIONS, async ({ out, try: wanted = [] }) => {
  const tries = wanted.map((name) => choiceFrom('try', name, ['python', 'java']))
  const folder = resolve(out)
  mkdirSync(folder, { recursive: true })
  const files = await writeClients(folder)
  for (const language of languages) process.stderr.write(`wrote ${language.padEnd(7)} ${relative(process.cwd(), files[language])}\n`)
  const problems: string[] = []
  for (const language of tries) {
    const { done, problem } = await tryClient(language, files[language])
    process.stderr.write(`${language}: ${problem ?? done}\n`)
    if (problem !== null) problems.push(problem)
  }
  const untried = languages.filter((language) => !tries.some((tried) => tried === language))
  process.stderr.write(`not tried: ${untried.join(', ')}\n`)
  return problems.length > 0 ? 1 : 0
})
