#!/usr/bin/env node
import { sandboxCommand } from './cli/command.ts'

await sandboxCommand('npx async-orders-sandbox')
