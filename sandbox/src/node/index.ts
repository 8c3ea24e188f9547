export { readConsole } from './console.ts'
export { type Listening, listen } from './server.ts'
export { type SqliteOptions, sqliteStore } from './sqlite-store.ts'
