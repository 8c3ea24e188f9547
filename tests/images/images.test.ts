import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { FOLDER, HASHES, hashesOfSources, IMAGES } from './images.ts'

it('the pictures of the README were made of what is here; `npm run images` makes them again', () => {
  expect(JSON.parse(readFileSync(HASHES, 'utf8'))).toEqual(hashesOfSources())
  expect(Object.keys(IMAGES).filter((name) => !existsSync(join(FOLDER, name)))).toEqual([])
})
