import { sandboxCommand } from '../sandbox/src/node/cli/command.ts'

await sandboxCommand()
