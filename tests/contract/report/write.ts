import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { evidenceWords } from '../evidence/age.ts'
import { explainFailure, phaseCommand } from '../replay.ts'
import type { TargetName } from '../targets/target.ts'
import type { Report } from './report.ts'

/** Writes report.json, report.md and index.html into a folder, which is made when it is not there. */
export function writeReport(report: Report, folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(join(folder, 'report.md'), markdown(report))
  writeFileSync(join(folder, 'index.html'), html(report))
}

type Table = { title: string; head: string[]; rows: string[][] }

function tables(report: Report): Table[] {
  const names = Object.keys(report.targets) as TargetName[]
  const verdicts = new Map(report.parity.map(({ clause, verdict }) => [clause, verdict]))
  return [
    {
      title: 'Targets',
      head: ['Target', 'Passed', 'Failed', 'Not run', 'Address'],
      rows: Object.entries(report.targets).map(([name, { passed, failed, notRun, baseUrl }]) => [
        name,
        `${passed}`,
        `${failed}`,
        `${notRun}`,
        baseUrl,
      ]),
    },
    {
      title: 'Failures',
      head: ['Target', 'Case', 'What', 'Again'],
      rows: [
        ...report.cases
          .filter(({ status }) => status === 'failed')
          .map(({ target, id, failures, replay }) => [target, id, failures.map(explainFailure).join('; '), replay.command]),
        ...report.phases.flatMap((result) =>
          result.failures.map((failure) => [
            result.target,
            `phase ${result.phase}`,
            explainFailure({ ...failure, clause: failure.clause ?? 'no clause' }),
            phaseCommand(result, failure),
          ]),
        ),
      ],
    },
    {
      title: 'Phases',
      head: ['Phase', 'Target', 'Status', 'Examples', 'Reason'],
      rows: report.phases.map(({ phase, target, status, counts, reason }) => [
        phase,
        target,
        status,
        Object.entries(counts)
          .map(([about, count]) => `${about}: ${count}`)
          .join(', '),
        reason ?? '',
      ]),
    },
    {
      title: 'Clauses',
      head: ['Clause', ...names, 'Parity', 'Last evidence', 'Remark'],
      rows: report.clauses.map(({ id, results, forced, holdsUnder, proven, reason, evidence }) => {
        const remarks = [
          holdsUnder && `holds only under ${holdsUnder}`,
          forced && `forced on ${forced.join(', ')}`,
          proven === false && 'unproven',
          reason,
        ]
        const of = names.map((name) => results[name] ?? '')
        return [id, ...of, verdicts.get(id) ?? '', evidenceWords(evidence), remarks.filter(Boolean).join('; ')]
      }),
    },
    {
      title: 'Readings',
      head: ['Reading', 'Ours', ...names, 'Since the last evidence'],
      rows: report.readings.map(({ id, chosen, observed, changed }) => {
        const since = changed === undefined ? '' : `changed: was ${changed.was} on ${changed.at.slice(0, 10)}`
        return [id, chosen, ...names.map((name) => observed[name] ?? ''), since]
      }),
    },
    {
      title: 'Cases',
      head: ['Case', 'Name', 'Target', 'Status', 'Clauses', 'Reason'],
      rows: report.cases.map(({ id, name, target, status, clauses, reason, forced }) => [
        id,
        name,
        target,
        status,
        clauses.join(', '),
        reason ?? (forced ? 'forced: verifies no clause' : ''),
      ]),
    },
  ]
}

function summary({ contractVersion, startedAt, durationMs, seed, evidence }: Report): string {
  const run = `Contract ${contractVersion}, run at ${startedAt} in ${(durationMs / 1000).toFixed(1)} s, seed ${seed}.`
  return evidence?.rehearsal ? `${run} A rehearsal: the live target was a stand-in, and nothing of it counts as seen live.` : run
}

function markdown(report: Report): string {
  const cell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ')
  const line = (cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`
  const parts = tables(report).map(({ title, head, rows }) =>
    [`## ${title}`, '', ...(rows.length === 0 ? ['None.'] : [line(head), line(head.map(() => '---')), ...rows.map(line)]), ''].join('\n'),
  )
  return ['# Contract report', '', summary(report), '', ...parts].join('\n')
}

const STYLE =
  ':root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #8884;padding:.3rem .6rem;text-align:left;vertical-align:top}td{overflow-wrap:anywhere}th{position:sticky;top:0;background:Canvas}'

function html(report: Report): string {
  const quoted = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const line = (tag: string, cells: string[]): string => `<tr>${cells.map((text) => `<${tag}>${quoted(text)}</${tag}>`).join('')}</tr>`
  const parts = tables(report).map(({ title, head, rows }) =>
    rows.length === 0
      ? `<h2>${title}</h2><p>None.</p>`
      : `<h2>${title}</h2><table><thead>${line('th', head)}</thead><tbody>${rows.map((cells) => line('td', cells)).join('\n')}</tbody></table>`,
  )
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Contract report</title><style>${STYLE}</style>`
  return `<!doctype html>\n<html lang="en"><head>${head}</head><body><h1>Contract report</h1><p>${quoted(summary(report))}</p>\n${parts.join('\n')}</body></html>\n`
}
