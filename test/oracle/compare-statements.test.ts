import { describe, expect, it } from 'vitest'
import { parse } from '../../grammar/kconfig/index.ts'
import { compareStatements, type StatementRules } from '../../scripts/oracle/openwrt/compare-statements.ts'
import { DIALECTS } from '../../src/kconfig/dialects/index.ts'

const { syntax } = DIALECTS['openwrt-24.10']
const statements = (text: string) => parse(text, syntax).tree.statements

const compare = (theirs: string, ours: string, rules?: StatementRules) =>
  compareStatements(statements(theirs), statements(ours), rules)

const ENTRY = 'config A\n\tbool\n\tselect B\n\tdepends on C\n\thelp\n\t  Words.\n'

describe('compareStatements', () => {
  it('counts what is equal', () => {
    expect(compare(ENTRY, ENTRY)).toEqual({ count: 5 })
  })

  it.each([
    ['another word', ENTRY.replace('select B', 'select D')],
    ['another help', ENTRY.replace('Words', 'Text')],
    ['another line', `\n${ENTRY}`],
    ['a statement more', `${ENTRY}config Z\n`],
    ['a statement less', ENTRY.replace('\tselect B\n', '')],
    ['another order', ENTRY.replace('\tselect B\n\tdepends on C\n', '\tdepends on C\n\tselect B\n')],
  ])('notices %s', (_, ours) => {
    expect(compare(ENTRY, ours).difference).toBeDefined()
  })

  it('leaves the order of dependencies out where there is none', () => {
    const ours = ENTRY.replace('\tselect B\n\tdepends on C\n', '\tdepends on C\n\tselect B\n')
    expect(compare(ENTRY, ours, { unordered: true })).toEqual({ count: 5 })
    expect(compare(ENTRY, ours.replace('select B', 'select D'), { unordered: true }).difference).toBeDefined()
    const apart = ENTRY.replace('\tbool\n\tselect B\n', '\tselect B\n\tbool\n')
    expect(compare(ENTRY, apart, { unordered: true }).difference).toBeDefined()
  })

  it('leaves help of the scripts out, but for its place', () => {
    const rules = { ownHelp: new Set(['A']) }
    expect(compare(ENTRY, ENTRY.replace('Words', 'Text'), rules)).toEqual({ count: 5 })
    expect(compare(ENTRY, ENTRY.replace('\thelp', '\n\thelp'), rules).difference).toBeDefined()
    expect(compare(ENTRY, ENTRY.replace('Words', 'Text'), { ownHelp: new Set(['B']) }).difference).toBeDefined()
  })
})
