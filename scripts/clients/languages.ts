import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { redocly } from '../../contract/src/redocly/redocly.ts'

/** The languages that clients are generated for, and their files: in Java the file is named after its class. */
const FILES = { python: 'client.py', java: 'Client.java', go: 'client.go', php: 'client.php' }

/**
 * Generates a client in each language from the bundle of the description.
 *
 * @param folder where the files go; has to exist
 * @returns the files
 * @throws Error when the generator fails or leaves one out
 * @example await writeClients('dist/clients') // ['dist/clients/client.py', …]
 */
export async function writeClients(folder: string): Promise<string[]> {
  const generators = Object.keys(FILES).flatMap((language) => ['--generator', language])
  const { output, failed } = await redocly([
    'generate-client',
    'generated/openapi.yaml',
    ...generators,
    '--output',
    join(folder, 'client.ts'),
  ])
  const files = Object.values(FILES).map((name) => join(folder, name))
  const missing = files.filter((file) => !existsSync(file))
  if (failed || missing.length > 0) {
    throw new Error(`Failed to generate clients: ${missing.join(', ') || 'the generator'} failed. It says:\n\n${output}`)
  }
  return files
}
