// Plain JavaScript for any Node: the other scripts are TypeScript, which an older Node cannot read.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24 && !(major === 22 && minor >= 18)) {
  process.stderr.write(
    `Failed to start: Node ${process.versions.node} cannot run this project's TypeScript, and the Node that the project brings along is not installed.\n` +
      'Its install script did not run (was it `npm ci --ignore-scripts`?). Run `npm rebuild node --ignore-scripts=false`, or `npm ci` without that option, or use Node 24.\n',
  )
  process.exit(2)
}
