import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cases } from '../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../contract/src/checks/schema.ts'
import { cut, cutExchange, reportExchange } from '../../contract/src/report/exchange.ts'
import { checkCase } from '../../contract/src/run/check-case.ts'
import { targetOf } from '../mutation/affected.ts'
import { mutantOf } from '../mutation/mutants.ts'
import { inProcessTarget } from './in-process.ts'

const exchange = (text: string, headers: Record<string, string> = {}) => ({
  ...{ method: 'POST', path: {}, url: 'http://127.0.0.1/raas/v2/a', contentType: 'application/json', requestBody: '{}' },
  ...{ status: 422, headers: new Headers(headers), text, json: undefined },
})

describe('an exchange in a report', () => {
  it('keeps the headers that say something about the contract, and no other', () => {
    const headers = { 'Set-Cookie': 'a=b', Authorization: 'Basic x', 'X-Session': 's', 'Retry-After': '3', 'Content-Type': 'text/html' }
    expect(reportExchange(exchange('', headers), 'code=422')).toMatchObject({
      request: { headers: { 'content-type': 'application/json', prefer: 'code=422' } },
      response: { headers: { 'retry-after': '3', 'content-type': 'text/html' } },
    })
    expect(Object.keys(reportExchange(exchange('', headers)).response.headers)).toHaveLength(2)
  })

  it('cuts what is long, and says so', () => {
    const long = cutExchange(reportExchange(exchange('x'.repeat(5_000), { Allow: 'y'.repeat(600) })))
    expect(long.response.body).toMatch(/^x{4000}… \(5000 characters\)$/)
    expect(long.response.headers.allow).toMatch(/^y{500}… \(600 characters\)$/)
    expect(cut('a\u{1f600}', 2)).toBe('a… (3 characters)')
    expect(cut('ab', 2)).toBe('ab')
  })

  it('is there when a case failed, and only then', async () => {
    const row = cases.find(({ id }) => id === 'freeze-answer-accepts')
    if (row === undefined) throw new Error('the case is gone')
    const schemas = createSchemaCheck(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))
    const broken = targetOf(mutantOf('answers-200-instead-of-202'))
    expect((await checkCase(row, broken, schemas)).exchange).toMatchObject({
      request: { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"reasonCode":"FRAUD"}' },
      response: { status: 200, headers: { 'content-type': 'application/json' } },
    })
    expect(await checkCase(row, inProcessTarget(), schemas)).not.toHaveProperty('exchange')
  })
})
