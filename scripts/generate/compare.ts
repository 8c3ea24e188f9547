import { copyFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Names the files that differ between a fresh build and what is there, and those that only one of both has.
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

/** Copies the named files, and removes nothing: a file that is not ours is the caller's to judge. */
export async function copyInto(fresh: string, target: string, names: string[]): Promise<void> {
  await Promise.all(names.map((name) => copyFile(join(fresh, name), join(target, name))))
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
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
