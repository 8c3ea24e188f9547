import { actions } from '../../../generated/operations.ts'
import { DAY, HOUR, SECOND } from '../../../sandbox/src/units.ts'
import type { Details } from './model/model.ts'
import { type Ask, MOST_TOGETHER, type Sequence, type Step } from './sequence.ts'
import { isStart, type Start, starts } from './starts.ts'

const LONGEST_TEXT = 2_000
const MOST_STEPS = 50
const LONGEST_WAIT = 400 * DAY
const UNITS = { d: DAY, h: HOUR, s: SECOND, ms: 1 }

/**
 * A sequence as people read it.
 *
 * @example textOf(sequence) // 'mixed: freeze; +48h; cancel'
 */
export function textOf({ start, steps }: Sequence): string {
  return `${typeof start === 'string' ? start : JSON.stringify(start)}: ${steps.map(stepText).join('; ')}`
}

/** A step as it stands in the text of a sequence. */
export function stepText(step: Step): string {
  if ('wait' in step) return waitText(step.wait)
  if ('day' in step) return `day ${step.day}${step.before === 0 ? '' : `-${step.before}ms`}`
  const asks = step.asks.map(askText)
  if (!('together' in step)) return asks.join()
  return `(${asks.join(step.together === 'at-once' ? ' | ' : ', ')})`
}

/** One thing that is asked, as it stands in the text of a sequence. */
export function askText(ask: Ask): string {
  if ('act' in ask) return ask.act
  if ('redeem' in ask) return `redeem ${ask.redeem}${ask.item === 0 ? '' : ` of ${ask.item}`}`
  return `update ${Object.entries(ask.update)
    .map(([field, value]) => `${field}=${value}`)
    .join(' ')}`
}

/** In the largest unit that fits; just before a round time, as that time less a millisecond. */
function waitText(milliseconds: number): string {
  const round = (wanted: number): string | undefined => {
    const unit = Object.entries(UNITS).find(([name, size]) => name !== 'ms' && wanted % size === 0)
    return wanted === 0 || unit === undefined ? undefined : `+${hoursRather(wanted, unit)}`
  }
  const before = round(milliseconds + 1)
  return round(milliseconds) ?? (before === undefined ? `+${milliseconds}ms` : `${before}-1ms`)
}

/** 48h is what the documentation says; 2d is the same. */
function hoursRather(wanted: number, [unit, size]: [string, number]): string {
  return unit === 'd' && wanted <= 2 * DAY ? `${wanted / HOUR}h` : `${wanted / size}${unit}`
}

/**
 * Reads a sequence back from its text.
 *
 * @throws Error when it is no such text, saying which part of it
 * @example parseSequence('mixed: freeze; +48h; (cancel | unfreeze)')
 */
export function parseSequence(text: string): Sequence {
  if (text.length > LONGEST_TEXT) throw wrong(`it has ${text.length} characters; at most ${LONGEST_TEXT} are read`)
  const [, start, rest] = /^\s*(\w+|\{.*\})\s*:(.*)$/.exec(text) ?? []
  if (start === undefined || rest === undefined) throw wrong('there is no order before a colon')
  const parts = rest.split(';')
  if (parts.length > MOST_STEPS) throw wrong(`it has ${parts.length} steps; at most ${MOST_STEPS} are run`)
  return { start: parseStart(start), steps: parts.map((part) => parseStep(part.trim())) }
}

const wrong = (why: string): Error =>
  new Error(`Failed to read the sequence: ${why}. Copy one from a report, such as mixed: freeze; +48h; (cancel | unfreeze).`)

function parseStart(text: string): Start {
  if (isStart(text)) return text
  if (!text.startsWith('{')) throw wrong(`there is no order "${text}". The orders are ${Object.keys(starts).join(', ')}`)
  try {
    return JSON.parse(text)
  } catch {
    throw wrong(`the order "${text}" is not JSON`)
  }
}

function parseStep(text: string): Step {
  const [, days, less] = /^day (\d{1,3})(?:-(\d{1,8})ms)?$/.exec(text) ?? []
  if (days !== undefined) return { day: Number(days), before: Number(less ?? 0) }
  const [, amount, unit, minus] = /^\+(\d{1,12})(d|h|s|ms)(-1ms)?$/.exec(text) ?? []
  if (amount !== undefined) {
    const wait = Number(amount) * UNITS[unit as keyof typeof UNITS] - (minus === undefined ? 0 : 1)
    if (wait < 0 || wait > LONGEST_WAIT) throw wrong(`"${text}" is not between nothing and ${LONGEST_WAIT / DAY} days`)
    return { wait }
  }
  const [, inner] = /^\((.*)\)$/.exec(text) ?? []
  return inner === undefined ? { asks: [parseAsk(text)] } : parseGroup(inner)
}

function parseGroup(text: string): Step {
  const together = text.includes('|') ? 'at-once' : 'in-turn'
  const asks = text.split(together === 'at-once' ? '|' : ',').map((part) => parseAsk(part.trim()))
  if (asks.length > MOST_TOGETHER) throw wrong(`"(${text})" holds ${asks.length} requests; at most ${MOST_TOGETHER} are sent together`)
  return { asks, together }
}

function parseAsk(text: string): Ask {
  const action = actions.find((name) => name === text)
  if (action !== undefined) return { act: action }
  const [, amount, item] = /^redeem ([1-9]\d{0,8})(?: of (\d{1,3}))?$/.exec(text) ?? []
  if (amount !== undefined) return { redeem: Number(amount), item: Number(item ?? 0) }
  if (!/^update( (campaign|purchaseOrderNumber|notes)=[\w-]{0,40}){1,3}$/.test(text)) throw wrong(`"${text}" is no step`)
  const fields = text
    .split(' ')
    .slice(1)
    .map((pair) => pair.split('='))
  return { update: Object.fromEntries(fields) as Partial<Details> }
}
