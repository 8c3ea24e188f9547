import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Workplace, workplace } from '../docs/run-code.ts'

const jest = fileURLToPath(import.meta.resolve('jest/bin/jest'))
const folder = 'docs/recipes/jest'
let place: Workplace
beforeAll(async () => {
  place = await workplace()
  await Promise.all(readdirSync(folder).map((file) => place.write(file, readFileSync(`${folder}/${file}`, 'utf8'))))
})
afterAll(() => place?.remove())

it('the recipe for jest passes in its default mode, CommonJS', async () => {
  const result = JSON.parse(await place.run(jest, {}, ['--json', '--ci']))
  expect(result).toMatchObject({ success: true, numPassedTests: 2, numTotalTests: 2 })
})
