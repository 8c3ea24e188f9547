// Loaded into a sandbox before anything else: writes, each time it is asked by SIGUSR2, how many bytes are in use once garbage is gone.
process.on('SIGUSR2', () => {
  globalThis.gc()
  process.stderr.write(`heap ${process.memoryUsage().heapUsed}\n`)
})
