import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { assetPath, DESCRIPTION } from '../assets.ts'
import { bundle } from '../redocly/redocly.ts'
import { StepFailed } from '../redocly/steps.ts'
import { diff } from './diff.ts'
import { type Change, rate } from './rate.ts'
import { atLeast, type Bump, bumpFor, higher, nextVersion } from './version.ts'

const run = promisify(execFile)
const SOURCE = 'openapi/openapi.yaml'

/** How the description changed, and whether its version tells. */
export interface Judgement {
  baseVersion: string
  version: string
  changes: Change[]
  /** The highest bump of the changes; null without any. */
  bump: Bump | null
  /** The lowest version that carries it. */
  needed: string
  holds: boolean
}

/**
 * Judges the description in a folder against that of a commit; or the one of this package against a bundled one in a file.
 *
 * @param repository a folder with `openapi/openapi.yaml`, in a git repository
 * @throws StepFailed when it cannot be judged
 * @example const { holds, needed } = await compareWith('.', 'origin/main')
 */
export async function compareWith(repository: string, ref: string): Promise<Judgement> {
  const folder = await mkdtemp(join(tmpdir(), 'breaking-'))
  try {
    if (ref.endsWith('.json') && existsSync(join(repository, ref)))
      return await judge(join(repository, ref), assetPath(DESCRIPTION), folder)
    const [base, revision] = [join(folder, 'base.json'), join(folder, 'revision.json')]
    await extract(repository, ref, join(folder, 'base'))
    if (!existsSync(join(repository, SOURCE))) throw new StepFailed(`Failed to read the description: there is no ${SOURCE} here. ${ROOT}`)
    await Promise.all([bundle(join(folder, 'base', SOURCE), base), bundle(join(repository, SOURCE), revision)])
    return await judge(base, revision, folder)
  } finally {
    // Redocly may not have let go of it yet.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const ROOT = 'Run this in the root folder of the project.'

/**
 * Judges one bundled description against another.
 *
 * @param folder where a report may be written
 * @example (await judge('base.json', 'revision.json', folder)).bump // 'major'
 */
export async function judge(base: string, revision: string, folder: string): Promise<Judgement> {
  const [before, after] = await Promise.all([readDescription(base), readDescription(revision)])
  const changes = rate(await diff(base, revision, folder), before, after)
  const bump = changes.reduce<Bump | null>((highest, change) => higher(highest, change.bump), null)
  const [baseVersion, version] = [String(before.info?.version), String(after.info?.version)]
  const needed = bump === null ? baseVersion : nextVersion(baseVersion, bumpFor(baseVersion, bump))
  return { baseVersion, version, changes, bump, needed, holds: atLeast(version, needed) }
}

async function readDescription(file: string): Promise<{ info?: { version?: unknown } }> {
  return JSON.parse(await readFile(file, 'utf8'))
}

/** Puts openapi/ as of a commit into a folder. */
async function extract(repository: string, ref: string, folder: string): Promise<void> {
  const git = (...args: string[]): Promise<{ stdout: string }> => run('git', ['-C', repository, ...args])
  const commit = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`).then(
    ({ stdout }) => stdout.trim(),
    () => {
      throw new StepFailed(`Failed to read the description at ${ref}: there is no such commit here. Fetch it, or name another --base.`)
    },
  )
  await git('cat-file', '-e', `${commit}:./${SOURCE}`).catch(() => {
    throw new StepFailed(`Failed to read the description at ${ref}: that commit has no ${SOURCE}. Name a later --base.`)
  })
  await mkdir(folder)
  await git('archive', '--format=tar', `--output=${folder}.tar`, commit, 'openapi')
  await run('tar', ['-xf', `${folder}.tar`, '-C', folder])
}
