import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const files = globSync('**/*.*', { exclude: (name) => /(^|\/)(node_modules|dist|reports)$/.test(name) })

it.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'])('%s names files that exist', (page) => {
  const named = readFileSync(page, 'utf8').matchAll(/`([\w./-]+\/[\w.-]+\.(?:tsx?|ya?ml|md|sh))`/g)
  const paths = [...named].map(([, path]) => path ?? '').filter((path) => !/^(reports|dist|evidence)\//.test(path))
  expect(paths).not.toEqual([])
  expect(paths.filter((path) => !files.some((file) => file === path || file.endsWith(`/${path}`)))).toEqual([])
})
