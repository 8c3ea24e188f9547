import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { redocly } from '../../contract/src/redocly/redocly.ts'

/** The languages that clients are generated for. */
export const languages = ['python', 'java', 'go', 'php'] as const

/** One of them. */
export type Language = (typeof languages)[number]

/** As the generator names them: in Java the file is named after its class. */
const FILES: Record<Language, string> = { python: 'client.py', java: 'Client.java', go: 'client.go', php: 'client.php' }

/**
 * Generates a client in each language from the bundle of the description.
 *
 * @param folder where the files go; has to exist
 * @returns the file of each
 * @throws Error when the generator fails or leaves one out
 */
export async function writeClients(folder: string): Promise<Record<Language, string>> {
  const generators = languages.flatMap((language) => ['--generator', language])
  const { output, failed } = await redocly([
    'generate-client',
    'generated/openapi.yaml',
    ...generators,
    '--output',
    join(folder, 'client.ts'),
  ])
  const files = Object.fromEntries(languages.map((language) => [language, join(folder, FILES[language])])) as Record<Language, string>
  const missing = languages.filter((language) => !existsSync(files[language]))
  if (failed || missing.length > 0) {
    throw new Error(`Failed to generate clients: ${missing.join(', ') || 'the generator'} failed. It says:\n\n${output}`)
  }
  return files
}
