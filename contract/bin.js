#!/usr/bin/env node
import { existsSync } from 'node:fs'

// The repository runs its source, an installed package what was built of it.
const source = new URL('src/bin.ts', import.meta.url)
await import(existsSync(source) ? source.href : new URL('dist/bin.js', import.meta.url).href)
