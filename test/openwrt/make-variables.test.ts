import { describe, expect, it } from 'vitest'
import { MakeVariables } from '../../src/openwrt/make-variables.ts'

/** The value of X after a makefile, and the line that set it. */
const x = (text: string, config: Readonly<Record<string, string>> = {}) => {
  const variables = new MakeVariables((name) => config[name])
  variables.set('KNOWN', { text: 'a', simple: true, file: '', line: 0 })
  variables.read(text, 'Makefile', (path) => path === 'harmless.mk')
  return [variables.value('X'), variables.get('X')?.line]
}

describe('assignments', () => {
  const cases: readonly [string, readonly unknown[], Readonly<Record<string, string>>?][] = [
    ['X:=1 2 # three', ['1 2', 1]],
    ['X = $(Y)\nY = 2', ['2', 1]],
    ['X := $(KNOWN)-$$', ['a-$', 1]],
    ['X := $\x7bKNOWN}', ['a', 1]],
    ['X?=1\nX?=2', ['1', 1]],
    ['export X = 1', ['1', 1]],
    ['  X := 1 \\\n    2\nY := 3', ['1 2', 1]],
    ['A := \\\n 1\nX := 2', ['2', 3]],
    ['\tX := 1', ['1', 1]],
    ['rule:\n\tX := 1', [undefined, undefined]],
    ['rule: X := 1', [undefined, undefined]],
    ['define Y\nX := 1\nendef', [undefined, undefined]],
    ['define Y\ndefine Z\nendef\nX := 1\nendef\nX := 2', ['2', 6]],
    ['X := $(UNHEARD)', [undefined, 1]],
    ['X := $(shell date)', [undefined, 1]],
    ['X = $(X)', [undefined, 1]],
    ['X := 1\nX += 2', [undefined, 2]],
    ['X := $(CONFIG_A)$(CONFIG_B)', ['"a"', 1], { CONFIG_A: '"a"' }],
  ]
  it.each(cases)('%j', (text, expected, config = {}) => {
    expect(x(text, config)).toEqual(expected)
  })
})

describe('conditionals', () => {
  const cases: readonly [string, string | undefined, Readonly<Record<string, string>>?][] = [
    ['ifdef CONFIG_A\nX := 1\nelse\nX := 2\nendif', '2'],
    ['ifdef CONFIG_A\nX := 1\nelse\nX := 2\nendif', '1', { CONFIG_A: 'y' }],
    ['ifndef CONFIG_A\nX := 1\nendif', '1'],
    ['ifeq ($(KNOWN),a)\nX := 1\nelse\nX := 2\nendif', '1'],
    ['ifneq ($(KNOWN), a)\nX := 1\nelse\nX := 2\nendif', '2'],
    ['ifeq "$(KNOWN)" \'b\'\nX := 1\nelse ifeq ($(KNOWN),a)\nX := 2\nelse\nX := 3\nendif', '2'],
    ['ifeq ($(KNOWN),a)\nX := 1\nelse ifeq ($(KNOWN),a)\nX := 2\nendif', '1'],
    ['ifdef CONFIG_A\nifdef CONFIG_B\nX := 1\nendif\nX := 2\nendif', undefined],
    ['X := 0\nifdef UNHEARD\nX := 1\nendif', undefined],
    ['X := 0\nifdef UNHEARD\nX := 1\nendif\nX := 2', '2'],
    ['X := 0\nifeq ($(filter a,$(KNOWN)),)\nX := 1\nendif', undefined],
    ['ifdef UNHEARD\nelse ifeq ($(KNOWN),b)\nX := 1\nendif', undefined],
    ['X := 0\nifdef UNHEARD\nY := 1\nelse\nZ := 2\nendif', '0'],
  ]
  it.each(cases)('%j', (text, expected, config = {}) => {
    expect(x(text, config)[0]).toBe(expected)
  })
})

it('what may set anything makes everything unknown', () => {
  expect(x('X := 1\ninclude harmless.mk')[0]).toBe('1')
  expect(x('X := 1\ninclude other.mk')[0]).toBeUndefined()
  expect(x('X := 1\n-include $(wildcard *.mk)')[0]).toBeUndefined()
  expect(x('X := 1\n$(eval $(call Y))')[0]).toBeUndefined()
  expect(x('X := 1\nifdef UNHEARD\ninclude harmless.mk\nendif')[0]).toBeUndefined()
  expect(x('X := 1\n$(warning old)')[0]).toBe('1')
})
