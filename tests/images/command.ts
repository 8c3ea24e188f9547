import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { buildConsole } from '../../console/build.ts'
import { runCommand } from '../../sandbox/src/node/command/command.ts'
import { launchBrowser } from '../browser/launch.ts'
import { runScript } from '../contract/spawn.ts'
import { startForeign } from '../foreign/server.ts'
import { FOLDER, HASHES, hashesOfSources } from './images.ts'

const HELP = `Usage: npm run images

Makes the pictures of the README: the report of a contract run on an implementation with one bug, and the console after a freeze.

  --help   show this text

Exit codes: 0 written to docs/images; 2 they could not be made.
`

/** Shown at half of it. */
const SIZE = { viewport: { width: 1_200, height: 675 }, deviceScaleFactor: 1 }

await runCommand('images', HELP, {}, async () => {
  const home = mkdtempSync(join(tmpdir(), 'images-'))
  const browser = await launchBrowser()
  try {
    await takeReport(home, browser)
    await takeConsole(home, browser)
    writeFileSync(HASHES, `${JSON.stringify(hashesOfSources(), null, 2)}\n`)
    process.stderr.write('wrote docs/images\n')
    return 0
  } finally {
    await browser.close()
    rmSync(home, { recursive: true })
  }
})

async function takeReport(home: string, browser: Browser): Promise<void> {
  const server = await startForeign({ bug: 'freeze-returns-200', now: Date.now, newId: randomUUID })
  const { credentials, fixtures } = server
  const file = join(home, 'orders.json')
  writeFileSync(file, JSON.stringify(fixtures))
  const env = { TANGO_PLATFORM_NAME: credentials.name, TANGO_PLATFORM_KEY: credentials.key }
  const args = ['--target', 'sandbox', '--url', server.baseUrl, '--fixtures', file, '--report', join(home, 'report')]
  await runScript('contract', args, env)
  await server.close()
  const page = await browser.newPage(SIZE)
  await page.goto(pathToFileURL(join(home, 'report/index.html')).href)
  await page.screenshot({ path: join(FOLDER, 'report.png') })
}

async function takeConsole(home: string, browser: Browser): Promise<void> {
  await buildConsole({ home: 'page', out: home })
  const page = await browser.newPage(SIZE)
  await page.goto(pathToFileURL(join(home, 'console.html')).href)
  await page.screenshot({ path: join(FOLDER, 'console.png') })
}
