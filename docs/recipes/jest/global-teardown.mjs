export default () => globalThis.stopSandbox()
