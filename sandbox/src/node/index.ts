export { readConsole } from './console.ts'
export { type Listening, listen } from './server.ts'
export { sqliteStore } from './sqlite-store.ts'
