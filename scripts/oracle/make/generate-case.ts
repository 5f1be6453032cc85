/**
 * Cases by number: the same seed makes the same case.
 */
import { Draw } from '../mutants/draw.ts'
import { expression } from './expressions.ts'
import type { MakeCase } from './make-case.ts'
import { statements } from './statements.ts'

/** Numbers from a seed: a linear congruential generator, of which the upper bits are taken. */
const numbers = (seed: number, count: number): readonly number[] => {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n + 0x2545f4914f6cdd1dn
  return Array.from({ length: count }, () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n)
    return Number(state >> 33n)
  })
}

/** So that most references mean something, and results differ. */
const PRELUDE = `define nl


endef
empty :=
A = m
B := obj
obj-y := foo.o bar.o
f = [$1]
h = $(eval $1 += $(2))
`

const DATA = { 'a.c': '', 'b.c': '', 'foo.o': '', 'd/x.c': '', '.hid': '' }

/** Expanded before there is a place that an error could be in. */
const VALUES = ['a b', 'x$(B:=y)', '', '$$(A)']

/**
 * Behind a rule that may be open or not, a tab in front of a conditional's line says too much: kcheck tells what is in a
 * conditional before it knows which branch is taken.
 */
const untabbed = (text: string): string =>
  /^[^\t#=]*:(?!:?=)/m.test(text) ? text.replace(/^[\t ]+(?=if|else|endif)/gm, ' ') : text

/** The case of a seed. */
export const generateCase = (seed: number): MakeCase => {
  const draw = new Draw(numbers(seed, 512))
  const main = statements(draw, 1 + draw.below(12))
  const text = (draw.oneIn(8) ? '' : PRELUDE) + (draw.oneIn(30) ? main.slice(0, -1) : main)
  const commandLine = draw.oneIn(3)
    ? [
        draw.oneIn(3) ? `L:=${draw.of(VALUES)}` : `L=${expression(draw, 1)}`,
        ...(draw.oneIn(3) ? [`A=${expression(draw, 0)}`] : []),
      ]
    : []
  const environment: Record<string, string> = draw.oneIn(2) ? { E: expression(draw, 1) } : {}
  if (draw.oneIn(6)) environment['B'] = draw.of(['env', '$(A)', ''])
  return {
    files: {
      Makefile: untabbed(text),
      'inc1.mk': untabbed(statements(draw, draw.below(4))),
      'inc2.mk': untabbed(statements(draw, draw.below(3))),
      'd/inc3.mk': untabbed(statements(draw, draw.below(3))),
      ...DATA,
    },
    commandLine,
    environment,
  }
}
