import { defineRun } from './define-run.ts'

defineRun('mock')
