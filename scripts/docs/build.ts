import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildConsole } from '../console/build.ts'
import { root } from '../generate/documents.ts'
import { redocly } from '../generate/redocly.ts'
import { StepFailed } from '../generate/steps.ts'

/**
 * Builds the pages of the documentation into a folder: the reference as `index.html`, which needs nothing from elsewhere, the description
 * beside it, and the console as `console.html`.
 *
 * @param folder where the files go; made when it is not there
 * @throws StepFailed when redocly cannot build it
 * @example await buildDocs('dist/docs')
 */
export async function buildDocs(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const page = join(folder, 'index.html')
  const config = join(root, 'scripts/docs/redocly.yaml')
  const description = join(root, 'generated/openapi.json')
  const { output, failed } = await redocly(['build-docs', description, '--inlineBundle', '--output', page, '--config', config])
  if (failed)
    throw new StepFailed(`Failed to build the reference: redocly does not take the description. Run \`npm run lint\`.\n\n${output}`)
  await writeFile(page, selfContained(await readFile(page, 'utf8')))
  await copyFile(join(root, 'generated/openapi.yaml'), join(folder, 'openapi.yaml'))
  await buildConsole({ home: 'page', out: folder })
}

/** What Redoc would load from another host: its logo, and icons that nothing here uses. */
const ELSEWHERE = /https:\/\/cdn\.redoc(?:ly\.com|\.ly)\/[\w./-]*/g

/**
 * Makes a page of Redoc one that loads nothing: without the logo, and with a policy that shuts out every other source, so that a later
 * Redoc cannot bring one back unseen.
 *
 * @example selfContained('<head></head><script>1</script>').includes("default-src 'none'") // true
 */
function selfContained(html: string): string {
  const page = html.replace('<meta charset="utf8" />', '<meta charset="utf-8">').replace(ELSEWHERE, 'data:,')
  const hashes = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  )
  const policy = [
    "default-src 'none'",
    `script-src ${[...new Set(hashes)].join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    // Redoc searches in workers that it makes of its own code.
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return page.replace('<head>', () => `<head>\n  <meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">`)
}
