import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judge } from '../../contract/src/breaking/compare.ts'
import { atLeast, bumpFor, nextVersion } from '../../contract/src/breaking/version.ts'
import { actions } from '../../generated/operations.ts'
import { times } from '../long.ts'
import { EDITS } from './edits.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rate-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

// biome-ignore lint/suspicious/noExplicitAny: an edit reaches anywhere into a document.
function description(version: string): any {
  const read = JSON.parse(readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8'))
  // So that there is a condition to take away.
  read.components.schemas.UpdateAsyncOrderRequest.not = { required: ['x'] }
  read.info.version = version
  return read
}

async function judgeEdit(edit: (description: unknown) => unknown, [before, after] = ['1.4.1', '1.4.1']) {
  const own = mkdtempSync(join(folder, 'edit-'))
  const [base, revision] = [join(own, 'base.json'), join(own, 'revision.json')]
  const edited = description(after)
  edit(edited)
  writeFileSync(base, JSON.stringify(description(before)))
  writeFileSync(revision, JSON.stringify(edited))
  return judge(base, revision, own)
}

// Redocly starts anew for each: a third of them in `npm test`, all of them in the long run.
const SOME = EDITS.filter((_, index) => index % times(3, 1) === 0)

describe('an edit of the description', () => {
  it.concurrent.each(SOME)('%s: %s', async (_, bump, edit) => {
    const judgement = await judgeEdit(edit)
    expect({ bump: judgement.bump, changes: judgement.changes }).toMatchObject({ bump })
    expect(judgement.holds).toBe(bump === null)
    expect(judgement.needed).toBe({ major: '2.0.0', minor: '1.5.0', patch: '1.4.2', none: '1.4.1' }[bump ?? 'none'])
  })

  it('is shown with the values that changed, also of a long list', async () => {
    const { changes } = await judgeEdit((edited: ReturnType<typeof description>) => {
      edited.components.schemas.CancelRequest.oneOf[0].properties.reasonCode.enum.push('NEW_REASON')
    })
    expect(changes.map(({ what }) => what).join('\n')).toContain('enum now also "NEW_REASON"')
  })

  const [removed, raised, worded] = ['an operation is removed', 'a maxLength is raised', 'a description is changed'].map(
    (name) => EDITS.find(([known]) => known === name)?.[2] ?? (() => {}),
  )
  it.concurrent.each([
    ['breaking, before 1.0.0', removed, '0.3.1', '0.3.2', '0.4.0', false],
    ['breaking, before 1.0.0', removed, '0.3.1', '0.4.0', '0.4.0', true],
    ['breaking, to 1.0.0', removed, '0.3.1', '1.0.0', '0.4.0', true],
    ['new, before 1.0.0', raised, '0.3.1', '0.3.2', '0.3.2', true],
    ['worded, before 1.0.0', worded, '0.3.1', '0.3.1', '0.3.2', false],
    ['breaking, from 1.0.0', removed, '1.4.1', '1.9.0', '2.0.0', false],
    ['breaking, from 1.0.0', removed, '1.4.1', '2.0.0', '2.0.0', true],
    ['new, from 1.0.0', raised, '1.4.1', '1.4.2', '1.5.0', false],
    ['new, from 1.0.0', raised, '1.4.1', '1.5.0', '1.5.0', true],
    ['worded, from 1.0.0', worded, '1.9.9', '1.9.10', '1.9.10', true],
    ['the version alone, lowered', () => {}, '1.4.1', '1.4.0', '1.4.2', false],
  ] as const)('%s: %#', async (_, edit, before, after, needed, holds) => {
    expect(await judgeEdit(edit ?? (() => {}), [before, after])).toMatchObject({ needed, holds, version: after, baseVersion: before })
  })

  it.each([
    ['UpdateAsyncOrderRequest', 'notes', { maxLength: 151 }, 'minor', 'What is valid changed: maxLength from 150 to 151.'],
    ['ErrorInfo', 'message', { type: ['string', 'null'] }, 'major', "Type of `message` widened from 'string' to 'string | null'."],
  ])('tells where and what, and a part of %s that is used many times once', async (schema, field, change, bump, what) => {
    // biome-ignore lint/suspicious/noExplicitAny: an edit reaches anywhere into a document.
    const { changes } = await judgeEdit((d: any) => Object.assign(d.components.schemas[schema].properties[field], change))
    expect(changes).toEqual([{ bump, where: `components/schemas/${schema}/properties/${field}/${Object.keys(change)[0]}`, what }])
  })
})

it('tells once what a shared part lost when each user of it gets its own', async () => {
  // biome-ignore lint/suspicious/noExplicitAny: an edit reaches anywhere into a document.
  const { changes } = await judgeEdit((d: any) => {
    for (const action of actions) {
      d.components.responses[action] = { ...d.components.responses.Unauthorized, description: action }
      d.paths[`/asyncOrders/{referenceOrderID}/${action}`].post.responses['401'] = { $ref: `#/components/responses/${action}` }
    }
  })
  expect(changes.length).toBeGreaterThan(0)
  expect(new Set(changes.map((change) => JSON.stringify(change))).size).toBe(changes.length)
})

describe('versions', () => {
  it.each(['1.4', 'v1.4.0', '1.4.0-beta.1', ''])('cannot be judged when it is %j', (version) => {
    expect(() => bumpFor(version, 'minor')).toThrow(`info.version "${version}" is not three numbers`)
  })

  it('are compared number by number', () => {
    expect([atLeast('0.10.0', '0.9.3'), atLeast('1.0.0', '0.9.3'), atLeast('1.0.0', '1.0.0'), atLeast('0.9.3', '1.0.0')]).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect([nextVersion('1.4.1', 'major'), nextVersion('1.4.1', 'minor'), nextVersion('1.4.1', 'patch')]).toEqual([
      '2.0.0',
      '1.5.0',
      '1.4.2',
    ])
  })
})
