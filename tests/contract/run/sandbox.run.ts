import { defineRun } from './define-run.ts'

defineRun('sandbox')
