/** Where makefiles go by a symbol. */
import { expect, test } from 'vitest'
import { symbolMentions } from '../../src/kbuild/symbol-mentions.ts'
import { SOURCE } from './kernel-tree.ts'
import { exploreTree } from './why-index.ts'

test('names, conditions and values, in directories that are not entered and branches that are not taken', () => {
  const { request } = exploreTree({
    Kbuild: 'obj-$(CONFIG_D) += d/\nobj-$(CONFIG_AB) += b.o\n',
    'd/Kbuild': [
      'ifdef CONFIG_NONE',
      'ifeq ($(CONFIG_A),m)',
      'obj-$(CONFIG_A) += a.o',
      'endif',
      'endif',
      'both := $(CONFIG_A)$(CONFIG_AB) ',
      '',
    ].join('\n'),
  })
  expect(symbolMentions(request.store, SOURCE, 'CONFIG_A')).toEqual([
    { file: 'd/Kbuild', line: 2, text: 'ifeq ($(CONFIG_A),m)', kind: 'condition' },
    { file: 'd/Kbuild', line: 3, text: 'obj-$(CONFIG_A) += a.o', kind: 'list' },
    { file: 'd/Kbuild', line: 6, text: 'both := $(CONFIG_A)$(CONFIG_AB)', kind: 'value' },
  ])
  expect(symbolMentions(request.store, SOURCE, 'CONFIG_D')).toHaveLength(1)
  expect(symbolMentions(request.store, SOURCE, 'CONFIG_ELSE')).toEqual([])
})
