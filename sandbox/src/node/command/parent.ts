import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { promisify } from 'node:util'

const PAUSE_MS = 500
const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'busybox', 'zsh', 'ksh', 'cmd.exe', 'powershell.exe', 'pwsh.exe', 'pwsh'])

/**
 * Ends this process, as SIGTERM does, once the npm that runs it is gone. npm runs a shell, which runs the command: SIGTERM reaches the
 * shell and not the command, SIGKILL and SIGHUP end npm alone. So neither the parent nor the parent of a shell may go.
 *
 * Without npm, as in `node scripts/sandbox.ts &`, a command is left to its shell: who starts it so may want it to go on.
 *
 * @example endWithNpm()
 */
export function endWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined && process.env.NODE_RUN_SCRIPT_NAME === undefined) return
  const parent = process.ppid
  let npm: number | null = null
  void look(parent).then((found) => {
    if (found !== null && isShell(found)) npm = found.parent
  })
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent) && (npm === null || (isAlive(npm) && isChild(parent, npm)))) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, PAUSE_MS)
  timer.unref()
}

/**
 * The environment that npm was started with, which its own options are not in, as `NAME=value`. Empty where nobody can tell.
 *
 * @example (await environmentOfNpm()).includes('npm_config_target=live')
 */
export async function environmentOfNpm(): Promise<string[]> {
  const found = await look(process.ppid)
  const npm = found !== null && isShell(found) ? found.parent : process.ppid
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${npm}/environ`, 'utf8').split('\0')
    if (process.platform === 'win32') return []
    return (await promisify(execFile)('ps', ['eww', '-o', 'command=', '-p', String(npm)])).stdout.split(/\s/)
  } catch {
    return []
  }
}

const isShell = ({ name }: Found): boolean => SHELLS.has(basename(name).toLowerCase())

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A process that ended is alive until its own parent asks how it did, but has no children. Asked only where it costs next to nothing. */
const isChild = (pid: number, parent: number): boolean => process.platform !== 'linux' || fromProc(pid).parent === parent

interface Found {
  parent: number
  name: string
}

/** Null when it is gone or nobody can tell. */
async function look(pid: number): Promise<Found | null> {
  try {
    return process.platform === 'linux' ? fromProc(pid) : await (process.platform === 'win32' ? fromWindows(pid) : fromPs(pid))
  } catch {
    return null
  }
}

/** `7 (sh) S 5 …` */
function fromProc(pid: number): Found {
  const [, name = '', parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
  return { parent: Number(parent), name }
}

const fromPs = (pid: number): Promise<Found> => printed('ps', ['-o', 'ppid=,comm=', '-p', String(pid)])

function fromWindows(pid: number): Promise<Found> {
  const script = `$p = Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}'; "$($p.ParentProcessId) $($p.Name)"`
  return printed('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script])
}

async function printed(file: string, args: string[]): Promise<Found> {
  const { stdout } = await promisify(execFile)(file, args)
  const [, parent, name = ''] = /^\s*(\d+)\s+(.*?)\s*$/.exec(stdout) ?? []
  return { parent: Number(parent), name }
}
