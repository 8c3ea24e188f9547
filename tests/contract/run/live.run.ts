import { defineRun } from './define-run.ts'

defineRun('live')
