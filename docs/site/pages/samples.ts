import { html, trusted } from '../../../contract/src/report/html/markup.ts'
import { codeBlock } from '../markdown.ts'
import type { Operation } from '../operations.ts'
import type { Page } from '../page.ts'
import { countWords, type Executed, LANGUAGES, labelOf } from '../samples.ts'

/**
 * The page of all code samples, by operation.
 *
 * @example samplesPage(await executeSamples(samples), operations)
 */
export function samplesPage(samples: readonly Executed[], operations: readonly Operation[]): Page {
  const called = operations.filter(({ id }) => samples.some(({ operation }) => operation === id))
  const of = (id: string): Executed[] => samples.filter(({ operation }) => operation === id)
  const about = `Each was executed in a process of its own against a sandbox of its own, and what became of the order was looked at: ${countWords(samples)}.`
  return {
    path: 'samples',
    title: 'Code samples',
    description: 'Each operation in curl, TypeScript and Python, executed before it was put in.',
    section: 'API',
    order: 15,
    html: html`<h1 id="samples">Code samples</h1>
<p>${about} They read <code>TANGO_BASE_URL</code>, <code>TANGO_PLATFORM_NAME</code> and <code>TANGO_PLATFORM_KEY</code> from the environment. TypeScript uses <code>async-orders-client</code>; Python uses the client that <code>npm run generate:clients</code> writes, and httpx.</p>
${called.map(
  ({ id, summary, url }) => html`<h2 id="${id}"><a href="${url}">${summary}</a></h2>
${of(id).map((sample) => html`<h3>${labelOf(sample)}</h3>${trusted(codeBlock(sample.source, sample.language))}`)}`,
)}`,
    markdown: [
      '# Code samples',
      '',
      about,
      '',
      ...called.flatMap(({ id, summary }) => [
        `## ${summary}`,
        '',
        ...of(id).flatMap((sample) => [
          `### ${labelOf(sample)}`,
          '',
          `\`\`\`${LANGUAGES[sample.language].extension}`,
          sample.source,
          '```',
          '',
        ]),
      ]),
    ].join('\n'),
    entries: called.map(({ id, summary }) => ({
      url: `samples.html#${id}`,
      title: `Code: ${summary}`,
      // Not the code: its names would be found in each language, before what explains them.
      text: of(id).map(labelOf).join(', '),
    })),
  }
}
