import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const typed = [...readFileSync('docs/tasks.md', 'utf8').matchAll(/`npx async-orders ([a-z]+)([^`]*)`/g)].map(
  ([line, command = '', options = '']) => ({
    line,
    command,
    options: options.match(/--[a-z-]+/g) ?? [],
  }),
)
const help = (...command: string[]): string =>
  execFileSync(process.execPath, ['contract/bin.js', ...command, '--help'], { encoding: 'utf8', env: { PATH: process.env.PATH } })
const commands = [...help().matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name)

it('the page of tasks has every command', () => {
  expect(commands.length).toBeGreaterThan(5)
  expect(commands.filter((name) => !typed.some(({ command }) => command === name))).toEqual([])
})

it.each(commands)('the page of tasks passes to %s only options that it has', (name) => {
  const text = help(name)
  const passed = typed.filter(({ command }) => command === name)
  expect(passed.filter(({ options }) => !options.every((option) => text.includes(`${option} `)))).toEqual([])
})
