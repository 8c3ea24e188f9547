import { type Page, SECTIONS } from './page.ts'

/**
 * The list of the site's pages as Markdown, as programs that read look for it.
 *
 * @example writeFileSync('llms.txt', llmsText(pages))
 */
export function llmsText(pages: readonly Page[]): string {
  const sections = SECTIONS.map((section) => ({
    section,
    own: pages.filter((page) => page.section === section).toSorted((one, other) => one.order - other.order),
  })).filter(({ own }) => own.length > 0)
  return [
    '# Async-orders contract',
    '',
    "> An unofficial description of four operations on Tango's asynchronous gift-card orders (freeze, unfreeze, cancel, update) and of the OrderActionStatus event, with a clause register, a mock, a sandbox, a contract gate and a client.",
    '',
    ...sections.flatMap(({ section, own }) => [
      `## ${section}`,
      '',
      ...own.map(({ path, title, description }) => `- [${title}](${path}.md): ${description}`),
      '',
    ]),
  ].join('\n')
}
