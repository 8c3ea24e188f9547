import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases } from '../../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../../contract/src/checks/schema.ts'
import { bundle } from '../bundle.ts'
import type { Mutant } from '../mutant.ts'
import type { Subject } from '../mutants.ts'
import { runMutant, runSubject } from '../run.ts'
import { runInThreads } from '../workers.ts'
import { wired } from './alter.ts'
import { transportMutants } from './index.ts'
import { type Alteration, startProxy } from './wire-proxy.ts'

const upstream = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  response.writeHead(202, { 'X-Request-Id': 'an-id' }).end(`${request.method} ${request.url} ${body}`)
})
beforeAll(() => new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve)))
afterAll(() => void upstream.close())

async function through(alteration: Alteration): Promise<string> {
  const proxy = await startProxy(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`, alteration)
  try {
    const response = await fetch(`${proxy.origin}/a?b=c`, { method: 'POST', body: 'é' })
    return `${response.status} ${response.headers.get('x-request-id')} ${await response.text()}`
  } catch {
    return 'no answer'
  } finally {
    await proxy.close()
  }
}

describe('a proxy on the wire', () => {
  it.each<[string, Alteration, string]>([
    ['passes everything', {}, '202 an-id POST /a?b=c é'],
    ['alters a request', { request: (request) => ({ ...request, path: '/d' }) }, '202 an-id POST /d é'],
    ['alters an answer', { answer: (answer) => ({ ...answer, status: 200, headers: [] }) }, '200 null POST /a?b=c é'],
    ['alters the bytes of an answer', { bytes: (bytes) => bytes.subarray(0, -1) }, 'no answer'],
    ['resets a connection', { bytes: () => Buffer.alloc(0) }, 'no answer'],
    ['alters nothing of other paths', { about: /^\/other/, bytes: () => Buffer.alloc(0) }, '202 an-id POST /a?b=c é'],
  ])('%s', async (_, alteration, seen) => {
    expect(await through(alteration)).toBe(seen)
  })
})

const schemas = createSchemaCheck(bundle)

it('lets a mutant survive that alters nothing', async () => {
  const some = cases.filter(({ clause }) => ['FRZ-13', 'EVT-19', 'GEN-22', 'UPD-40'].includes(clause))
  const [nothing] = wired('wire', { 'nothing FRZ-13': () => ({}) })
  expect(await runMutant(nothing as Mutant, some, schemas)).toMatchObject({ killed: false })
})

it('finds in threads what it finds without', async () => {
  const some = transportMutants.filter((_, index) => index % 8 === 0)
  const done: number[] = []
  const run = (subject: Subject) => runSubject(subject, cases, schemas)
  const inThreads = await runInThreads(some, run, 2, (count) => done.push(count))
  const alone = []
  for (const mutant of some) alone.push(await runMutant(mutant, cases, schemas))
  expect(inThreads).toEqual(alone)
  expect(alone.every(({ killed }) => killed)).toBe(true)
  expect(done.at(-1)).toBe(some.length)
})
