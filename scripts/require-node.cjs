// Before each command. Plain JavaScript for any Node: the other scripts are TypeScript, which an older Node cannot read.
const { spawnSync } = require('node:child_process')
const { existsSync, readdirSync, statSync } = require('node:fs')
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24 && !(major === 22 && minor >= 18)) {
  process.stderr.write(
    `Failed to start: Node ${process.versions.node} cannot run this project's TypeScript, and the Node that the project brings along is not installed.\n` +
      'Its install script did not run (was it `npm ci --ignore-scripts`?). Run `npm rebuild node --ignore-scripts=false`, or `npm ci` without that option, or use Node 24.\n',
  )
  process.exit(2)
}

// npm ci builds what is not committed; not so npm ci --ignore-scripts, nor a pull that changes what it is built from.
const age = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)
const built = ['generated/console.ts', 'generated/control-validators.js', 'generated/validators.js']
const beside = ['generated', 'console'].flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
const sources = [...beside.filter((file) => !/(console\.ts|validators\.(js|d\.ts))$/.test(file)), 'sandbox/src/control.ts']
const oldest = Math.min(...built.map(age))
const isStale = sources.some((file) => age(file) > oldest)
if (isStale && process.env.npm_lifecycle_event !== 'generate' && process.env.npm_lifecycle_event !== 'prepare') {
  const { status } = spawnSync(process.execPath, ['scripts/generate.ts', '--code'], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) process.exit(2)
}
