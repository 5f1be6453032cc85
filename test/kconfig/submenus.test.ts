/** The menu tree: `if` blocks dissolve, and what depends on the entry before becomes its submenu. */
import { describe, expect, test } from 'vitest'
import type { MenuNode } from '../../src/kconfig/menu-node.ts'
import { BOTH } from '../generations.ts'
import { readTree } from './trees.ts'

const outline = (parent: MenuNode): string => {
  const parts: string[] = []
  for (let node = parent.child; node !== null; node = node.next) {
    const name = node.symbol?.label ?? node.prompt?.text
    // What is left of an `if` has neither.
    if (name == null) continue
    parts.push(node.child === null ? name : `${name}(${outline(node)})`)
  }
  return parts.join(' ')
}

const entry = (name: string, rest = ''): string => `config ${name}\n\tbool "${name}"\n${rest}\n`

describe.each(BOTH)('%s', (dialect) => {
  test.each([
    ['what depends on the entry before', entry('A') + entry('B', '\tdepends on A\n') + entry('C'), 'A(B) C'],
    ['one after the other', entry('A') + entry('B', '\tdepends on A\n') + entry('C', '\tdepends on B\n'), 'A(B(C))'],
    [
      'with what both depend on',
      entry('X') + entry('A', '\tdepends on X\n') + entry('B', '\tdepends on X && A\n'),
      'X(A(B))',
    ],
    ['in an if', `${entry('A')}if A\n${entry('B')}${entry('C')}endif\n${entry('D')}`, 'A(B C) D'],
    ['an if about something else dissolves', `${entry('A')}if X\n${entry('B')}endif\n`, 'A B'],
    ['only without a gap', entry('A') + entry('B') + entry('C', '\tdepends on A\n'), 'A B C'],
    ['whatever it asks of A, if A itself asks for nothing', entry('A') + entry('B', '\tdepends on !A || X\n'), 'A(B)'],
    [
      'else only if it asks for all that A asks for',
      entry('A', '\tdepends on Y\n') + entry('B', '\tdepends on !A\n') + entry('C', '\tdepends on !A && Y\n'),
      'A B C',
    ],
    ['and then also for a negation', entry('A', '\tdepends on Y\n') + entry('C', '\tdepends on Y && !A\n'), 'A(C)'],
    ['for A!=n', `${entry('A').replace('bool', 'tristate')}${entry('B', '\tdepends on A!=n\n')}`, 'A(B)'],
    ['menus too', `${entry('A')}menu "m"\n\tdepends on A\n${entry('B')}endmenu\n`, 'A(m(B))'],
    ['comments too', `${entry('A')}comment "c"\n\tdepends on A\n`, 'A(c)'],
    ['by the condition of the prompt, if there is one', `${entry('A')}config B\n\tbool "B" if A\n`, 'A(B)'],
  ])('%s', (_what, kconfig, expected) => {
    expect(outline(readTree(dialect, kconfig).model.root)).toBe(expected)
  })
})
