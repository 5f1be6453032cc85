import { expect, test } from 'vitest'
import type { Wanted } from '../../src/kernel/fact.ts'
import { wantedHelp } from '../../src/report/fact-text.ts'

const config = (symbol?: string): Wanted => ({ kind: 'config', ...(symbol === undefined ? {} : { symbol }) })
const option = (name: string): Wanted => ({ kind: 'option', option: name })
const file: Wanted = { kind: 'file', file: 'utsrelease.h' }

test.each<[readonly Wanted[], string]>([
  [[], 'no file and no option tells it'],
  [[file, file], 'utsrelease.h would tell it'],
  [[option('--like'), option('--vermagic'), option('--like')], 'give --like REF.ko or --vermagic TEXT'],
  [[option('--digests')], 'give --digests'],
  [[config(), file], "give --config FILE (the kernel's configuration); utsrelease.h would tell it too"],
  [[config(), config('SMP'), option('--config'), config('PREEMPT')], 'give --config FILE (CONFIG_SMP, CONFIG_PREEMPT)'],
])('%j', (wanted, words) => {
  expect(wantedHelp(wanted)).toBe(words)
})
