import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Operation } from './operations.ts'

/** The languages of the samples: how pages name them, and how their files end. */
export const LANGUAGES = {
  curl: { label: 'curl', extension: 'sh' },
  typescript: { label: 'TypeScript', extension: 'ts' },
  python: { label: 'Python', extension: 'py' },
} as const

/** One of them. */
export type SampleLanguage = keyof typeof LANGUAGES

/** A piece of code that calls one operation. */
export interface Sample {
  operation: string
  language: SampleLanguage
  source: string
  file: string
}

/** A sample after this build, with what it printed: `skipped` says why it was not executed; one that failed ends the build. */
export type Executed = Sample & { skipped: string | null; output: string }

/**
 * The samples of every operation that can be called, in every language.
 *
 * @param folder that holds them, such as `docs/samples`
 * @throws Error when an operation has none in a language
 * @example readSamples('docs/samples', operations).length // 12
 */
export function readSamples(folder: string, operations: readonly Operation[]): Sample[] {
  return operations
    .filter(({ node }) => 'operationId' in node)
    .flatMap(({ id }) =>
      (Object.keys(LANGUAGES) as SampleLanguage[]).map((language): Sample => {
        const file = join(folder, `${id}.${LANGUAGES[language].extension}`)
        return { operation: id, language, file, source: readFileSync(file, 'utf8').trimEnd() }
      }),
    )
}

/**
 * How a page names the language of a sample; one that was not executed says so.
 *
 * @example labelOf(sample) // 'Python (not executed in this build)'
 */
export const labelOf = ({ language, skipped }: Executed): string =>
  LANGUAGES[language].label + (skipped === null ? '' : ' (not executed in this build)')

/**
 * How many samples were executed, in words.
 *
 * @example countWords(samples) // 'executed 12 of 12 code samples'
 */
export function countWords(samples: readonly Executed[]): string {
  const skipped = samples.filter((sample) => sample.skipped !== null)
  const reasons = [...new Set(skipped.map((sample) => `${LANGUAGES[sample.language].label}: ${sample.skipped}`))]
  return [`executed ${samples.length - skipped.length} of ${samples.length} code samples`, ...reasons].join('; ')
}
