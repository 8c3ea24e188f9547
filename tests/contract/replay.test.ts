import { expect, it } from 'vitest'
import { explainPhaseFailure, phaseCommand } from './replay.ts'

const result = {
  phase: 'description',
  target: 'mock' as const,
  status: 'failed' as const,
  seed: 7,
  counts: {},
  failures: [],
  durationMs: 1,
}
const failure = {
  clause: null,
  what: 'freezeAsyncOrder: the status',
  expected: 202,
  actual: 'a\u202eb',
  replay: 'freezeAsyncOrder random {"a":"it\'s"}',
}

it('explains a failure of a phase, with nothing that a terminal would act on', () => {
  expect(explainPhaseFailure(result, { ...failure, curl: "curl -i --data-binary '\u009b' 'http://x'" })).toBe(
    [
      'no clause: freezeAsyncOrder: the status',
      '    expected 202',
      '    actual   a\\u202eb',
      `    replay: npm run contract -- --target mock --phase description --seed 7 --replay 'freezeAsyncOrder random {"a":"it'\\''s"}'`,
      "    curl -i --data-binary '\\u009b' 'http://x'",
    ].join('\n'),
  )
})

it('runs the whole phase again where a failure is about no single example', () => {
  expect(phaseCommand(result, { ...failure, replay: '' })).toBe('npm run contract -- --target mock --phase description --seed 7')
})
