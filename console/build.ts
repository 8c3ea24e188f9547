import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../scripts/generate/documents.ts'

/** Where the console is to run: in a page of the documentation with the sandbox in it, or served by a sandbox. */
export interface ConsoleOptions {
  home: 'page' | 'server'
  /** The folder that the files go to; made when it is not there. */
  out: string
}

/** Name of the HTML file, by home. */
const HTML = { page: 'console.html', server: 'index.html' }

/**
 * Builds the console: an HTML file (`console.html` for a page, `index.html` for a server), `console.js`, `console.css` and `console.svg`.
 * They load nothing else, work under `default-src 'self'`, and those of a page also when opened as a file.
 *
 * @throws Error of Vite when a module cannot be built
 * @example await buildConsole({ home: 'page', out: 'dist/docs' })
 */
export async function buildConsole({ home, out }: ConsoleOptions): Promise<void> {
  const files = await consoleFiles(home)
  await mkdir(out, { recursive: true })
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(out, name), text)))
}

/** The files of the console, by name, each as text. */
export async function consoleFiles(home: ConsoleOptions['home']): Promise<Record<string, string>> {
  const result = await build({
    configFile: false,
    root: join(root, 'console'),
    logLevel: 'error',
    publicDir: false,
    // The same whatever NODE_ENV says: Vite would make code for development where it is set to something else.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      write: false,
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: join(root, 'console', `${home}.ts`),
        // One script that is no module: modules do not load from a file.
        output: { format: 'iife', entryFileNames: 'console.js', assetFileNames: 'console[extname]' },
      },
    },
  })
  const built = 'output' in result ? result.output : []
  const files = built.map((file): [string, string] => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)])
  return { ...Object.fromEntries(files), [HTML[home]]: html(home), 'console.svg': ICON }
}

/** A server says the policy in a header; a page that may be opened as a file says it itself. */
function html(home: ConsoleOptions['home']): string {
  const policy = home === 'page' ? `\n    <meta http-equiv="Content-Security-Policy" content="default-src 'self'">` : ''
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">${policy}
    <meta name="viewport" content="width=device-width">
    <title>Sandbox console</title>
    <link rel="icon" href="console.svg">
    <link rel="stylesheet" href="console.css">
    <script defer src="console.js"></script>
  </head>
  <body>
    <div id="console"></div>
    <noscript><p>The console needs JavaScript.</p></noscript>
  </body>
</html>
`
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b5a9e"/><path d="M4 5l3 3-3 3M8.5 11H12" fill="none" stroke="#fff" stroke-width="1.6"/></svg>
`
