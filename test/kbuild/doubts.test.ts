/** What hangs on commands that nobody answered: told word by word, never guessed silently. */
import { describe, expect, test } from 'vitest'
import { doubtsOf } from '../../src/kbuild/doubts.ts'
import { buildOf, moduleLines, type TreeOptions } from './kernel-tree.ts'

/** `obj-m: b.o?` may belong there and is left out, `obj-m: a.o` is listed and may not. */
const doubtLines = (kbuild: string, options: TreeOptions = {}) => {
  const made = buildOf({ Kbuild: kbuild }, options)
  return made.visits.flatMap(doubtsOf).map(({ list, word, listed }) => `${list}: ${word}${listed ? '' : '?'}`)
}

const modulesOf = (kbuild: string, options: TreeOptions = {}) => moduleLines(buildOf({ Kbuild: kbuild }, options))

describe('conditionals', () => {
  const either = 'ifeq ($(shell probe),yes)\nobj-m += a.o\nelse\nobj-m += b.o\nendif\nobj-m += c.o\n'

  test('both branches are doubtful, what is around them is not', () => {
    expect(modulesOf(either)).toEqual(['b.ko: b.o', 'c.ko: c.o'])
    expect(doubtLines(either)).toEqual(['obj-m: b.o', 'obj-m: a.o?'])
  })

  test('an answer settles it', () => {
    const shell = { probe: 'yes\n' }
    expect(modulesOf(either, { shell })).toEqual(['a.ko: a.o', 'c.ko: c.o'])
    expect(doubtLines(either, { shell })).toEqual([])
  })

  test('through variables and functions', () => {
    const text = 'have = $(call probe,x)\nprobe = $(if $(shell $(1)),y)\nifneq ($(have),)\nobj-m += a.o\nendif\n'
    expect(doubtLines(text)).toEqual(['obj-m: a.o?'])
    expect(doubtLines('have := $(shell x)\nifdef have\nobj-m += a.o\nendif\n')).toEqual(['obj-m: a.o?'])
    expect(doubtLines('have != x\nifdef have\nobj-m += a.o\nendif\n')).toEqual(['obj-m: a.o?'])
  })

  test('one inside another', () => {
    const text = 'ifeq ($(shell a),)\nifdef CONFIG_B\nobj-m += b.o\nelse\nobj-m += c.o\nendif\nendif\n'
    expect(doubtLines(text, { config: { B: 'y' } })).toEqual(['obj-m: b.o'])
    expect(doubtLines(text)).toEqual(['obj-m: c.o'])
  })

  test('a symbol that is not set makes no doubt of it', () => {
    expect(doubtLines('ifeq ($(shell a),)\nobj-$(CONFIG_B) += b.o\nelse\nobj-$(CONFIG_B) += c.o\nendif\n')).toEqual([])
  })

  test('an assignment that may replace what is there', () => {
    const text = 'obj-m := a.o\nifeq ($(shell probe),yes)\nobj-m := b.o\nendif\n'
    expect(modulesOf(text)).toEqual(['a.ko: a.o'])
    expect(doubtLines(text)).toEqual(['obj-m: a.o', 'obj-m: b.o?'])
  })

  test('an assignment that replaces what may have to stay', () => {
    const text = 'obj-m := a.o\nifneq ($(shell probe),yes)\nobj-m := b.o\nendif\n'
    expect(modulesOf(text)).toEqual(['b.ko: b.o'])
    expect(doubtLines(text)).toEqual(['obj-m: a.o?', 'obj-m: b.o'])
  })

  test('a default after a value that is only possible', () => {
    const text = 'ifeq ($(shell probe),yes)\nwhich := a\nendif\nwhich ?= b\nobj-m := $(which).o\n'
    expect(modulesOf(text)).toEqual(['b.ko: b.o'])
    expect(doubtLines(text)).toEqual(['obj-m: b.o'])
  })

  test('what the command line says cannot be assigned in either branch', () => {
    const text = 'ifeq ($(shell probe),yes)\nWITH := n\nendif\nobj-$(WITH) += a.o\n'
    expect(doubtLines(text, { variables: { WITH: 'm' } })).toEqual([])
    expect(modulesOf(text, { variables: { WITH: 'm' } })).toEqual(['a.ko: a.o'])
  })
})

describe('values', () => {
  test('words that come of a command', () => {
    expect(doubtLines('obj-m := a.o $(if $(shell probe),b.o,c.o)\n')).toEqual(['obj-m: a.o', 'obj-m: c.o'])
    expect(doubtLines('obj-m := a.o\nobj-m += $(if $(shell probe),b.o,c.o)\n')).toEqual(['obj-m: c.o'])
  })

  test('no words at all are a doubt too', () => {
    expect(doubtLines('obj-m := a.o\nobj-m += $(shell cat list)\n')).toEqual(['obj-m: ?'])
    expect(doubtLines('obj-m := foo.o\nfoo-y = $(patsubst %.c,%.o,$(shell ls))\n')).toEqual(['foo-y: ?'])
    expect(doubtLines('names := $(shell ls)\nobj-m := foo.o\nfoo-objs := a.o\nfoo-objs += $(names)\n')).toEqual([
      'foo-objs: ?',
    ])
  })

  test('not where the list would be of no use', () => {
    expect(
      doubtLines(
        'ccflags-$(CONFIG_A) := $(shell flags)\nsomething := $(shell ls)\nnone-y := $(shell ls)\nobj-m := a.o\n',
      ),
    ).toEqual([])
  })
})

describe('names', () => {
  test('a name that ends otherwise with an answer', () => {
    expect(doubtLines('obj-$(shell probe) += a.o\nobj-m += b.o\n')).toEqual(['obj-: a.o?'])
    expect(doubtLines('obj-$(if $(shell probe),y,m) += a.o\n')).toEqual(['obj-m: a.o'])
    expect(doubtLines('with := $(shell probe)\nobj-m := foo.o\nfoo-y := a.o\nfoo-$(with) += b.o\n')).toEqual([
      'foo-: b.o?',
    ])
  })

  test('a symbol that the makefile asks for', () => {
    const text = 'CONFIG_A ?= $(shell probe)\nobj-$(CONFIG_A) += a.o\n'
    expect(doubtLines(text)).toEqual(['obj-: a.o?'])
    expect(doubtLines(text, { config: { A: 'm' } })).toEqual([])
  })
})

describe('what stops make', () => {
  const stopped = (kbuild: string) => buildOf({ Kbuild: kbuild }).roots[0]?.stopped

  test('an error behind the unknown is none yet', () => {
    expect(stopped('ifeq ($(shell probe),)\n$(error no probe)\nendif\nobj-m := a.o\n')).toBeUndefined()
    expect(stopped('ifneq ($(shell probe),)\n$(error probe)\nendif\nobj-m := a.o\n')).toBeUndefined()
    expect(stopped('$(if $(shell probe),,$(error no probe))\nobj-m := a.o\n')).toBeUndefined()
    expect(stopped('$(error no probe)\n')).toMatchObject({ code: 'error-function' })
  })

  test('nor is an include whose name nobody knows, or that is behind the unknown', () => {
    expect(stopped('include $(shell find-it)/kernel.mk\nobj-m := a.o\n')).toBeUndefined()
    expect(stopped('ifeq ($(shell probe),)\ninclude none.mk\nendif\nobj-m := a.o\n')).toBeUndefined()
  })
})
