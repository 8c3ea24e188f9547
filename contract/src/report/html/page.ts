import { createHash } from 'node:crypto'
import { assetText } from '../../assets.ts'
import type { Register } from '../../register/load.ts'
import { headWords } from '../counts.ts'
import type { Report } from '../report.ts'
import { clausesSection } from './clauses.ts'
import { failuresSection } from './failures.ts'
import { interpretationsSection } from './interpretations.ts'
import { html, type Markup, trusted } from './markup.ts'
import { overview } from './overview.ts'
import { baselineSection, inconclusiveSection, phasesSection, skippedSection, undocumentedSection } from './sections.ts'

const own = (file: string): string => assetText(`contract/src/report/html/${file}`)

const reportStyle = own('style.css')
const reportScript = own('filter.js')

/**
 * The report as one file of HTML: it loads nothing, works from a file, and is closed by its policy to everything that is not in it.
 *
 * @param problems what went wrong outside of any case
 * @example writeFileSync('index.html', reportPage(report, loadRegister()))
 */
export function reportPage(report: Report, register: Register, problems: readonly string[] = []): string {
  const title = `Contract: ${headWords(report, problems)}`
  return selfContained(title, reportBody(report, register, problems))
}

function reportBody(report: Report, register: Register, problems: readonly string[]): Markup {
  const sections = [
    failuresSection(report, register),
    inconclusiveSection(report),
    baselineSection(report),
    clausesSection(report, register),
    interpretationsSection(report, register),
    phasesSection(report),
    undocumentedSection(report),
    skippedSection(report),
  ]
  return html`${overview(report, problems)}<main>${sections}</main>`
}

function selfContained(title: string, body: Markup): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hash(reportScript)}`,
    `style-src ${hash(reportStyle)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(reportStyle)}</style>
</head>
<body>
${body}
<script>${trusted(reportScript)}</script>
</body>
</html>
`
  return page.toString()
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
