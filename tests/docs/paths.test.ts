import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const files = globSync('**/*.*', { exclude: (name) => /(^|\/)(node_modules|dist|reports)$/.test(name) })

it.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'])('%s names files that exist', (page) => {
  const named = readFileSync(page, 'utf8').matchAll(/`([\w./-]+\/[\w.-]+\.(?:tsx?|ya?ml|md|sh))`/g)
  const paths = [...named].map(([, path]) => path ?? '').filter((path) => !/^(reports|dist|evidence)\//.test(path))
  expect(paths).not.toEqual([])
  expect(paths.filter((path) => !files.some((file) => file === path || file.endsWith(`/${path}`)))).toEqual([])
})

const guides = globSync('{README,CONTRIBUTING,SECURITY,docs/**/*}.md').map((page) => page.replaceAll('\\', '/'))

it.each(guides)('the links of %s lead to files of the repository, so that it can be read there', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link.split('#')[0] ?? '')
  const relative = links.filter((link) => link !== '' && !/^[a-z]+:/.test(link))
  expect(relative.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([])
})
