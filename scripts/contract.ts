import { argumentsOf, runCommand } from './command.ts'
import { HELP, OPTIONS } from './contract/help.ts'
import { guardOutput } from './contract/secrets.ts'

const redactor = guardOutput(process)

// What help and mistakes need not wait for is loaded afterwards.
const [first, ...rest] = argumentsOf(process.argv)
if (first === 'explain') {
  const { explainCommand } = await import('./contract/explain.ts')
  await explainCommand(rest)
} else {
  await runCommand('contract', HELP, OPTIONS, async (given) => {
    const { judgeTargets } = await import('./contract/judge-targets.ts')
    return judgeTargets(given, { now: Date.now, drawSeed: () => Math.floor(Math.random() * 2 ** 31), redactor })
  })
}
