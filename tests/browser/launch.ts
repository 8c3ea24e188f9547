import { type Browser, chromium } from 'playwright-core'

/**
 * Starts a headless browser: the Chromium that comes from the npm registry on Linux x64, the installed Chrome elsewhere.
 *
 * @param args more arguments of its command line
 * @example const browser = await launchBrowser(); const page = await browser.newPage()
 */
export async function launchBrowser(args: string[] = []): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome', args })
  const { default: packed } = await import('@sparticuz/chromium')
  // Its own default arguments hold --single-process and --disable-web-security, which hide faults.
  return chromium.launch({ executablePath: await packed.executablePath(), args: ['--no-sandbox', ...args] })
}
