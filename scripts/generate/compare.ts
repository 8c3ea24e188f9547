import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** What is not committed. */
const BUILT = /validators\.(js|d\.ts)$|^console\.ts$/

/**
 * Names the committed files that differ between a fresh build and what is there, and those that only one of both has.
 *
 * @param fresh the folder that was just built
 * @param current the folder to judge
 */
export async function staleFiles(fresh: string, current: string): Promise<string[]> {
  const names = new Set([...(await namesIn(fresh)), ...(await namesIn(current))])
  const judged = await Promise.all(
    [...names].sort().map(async (name) => ({ name, same: await sameFile(join(fresh, name), join(current, name)) })),
  )
  return judged.filter(({ same }) => !same).map(({ name }) => name)
}

/** Makes the named files as they were just built: written, or removed when they are built no longer. */
export async function bringUpToDate(fresh: string, target: string, names: string[]): Promise<void> {
  const built = new Set(await namesIn(fresh))
  await mkdir(target, { recursive: true })
  const make = (name: string): Promise<void> =>
    built.has(name) ? copyFile(join(fresh, name), join(target, name)) : rm(join(target, name), { recursive: true })
  await Promise.all(names.map(make))
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !BUILT.test(name))
  } catch {
    return []
  }
}

async function sameFile(one: string, other: string): Promise<boolean> {
  try {
    const [a, b] = await Promise.all([readFile(one), readFile(other)])
    return a.equals(b)
  } catch {
    return false
  }
}
