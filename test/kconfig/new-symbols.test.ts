/** What a configuration says nothing about yet (listnewconfig), and the help shown for it (helpnewconfig). */
import { describe, expect, test } from 'vitest'
import { extendedHelp } from '../../src/kconfig/help-text.ts'
import { forEachNew } from '../../src/kconfig/new-symbols.ts'
import { listLine } from '../../src/kconfig/value-line.ts'
import { BOTH, type Generation } from '../generations.ts'
import { type Around, load, readTree, symbolOf } from './trees.ts'

const news = (dialect: Generation, kconfig: string, config: string | undefined, around: Around = {}): string => {
  const tree = readTree(dialect, kconfig, around)
  load(tree, config)
  let text = ''
  forEachNew(tree.evaluator, tree.model.root, ({ symbol }) => {
    if (symbol !== null && symbol.name !== null) text += listLine(symbol, 'CONFIG_')
  })
  return text
}

const help = (dialect: Generation, kconfig: string, config: string, name: string): string => {
  const tree = readTree(dialect, kconfig)
  load(tree, config)
  const [node] = symbolOf(tree, name).nodes
  if (node === undefined) throw new Error(name)
  return extendedHelp(tree.evaluator, node, 'CONFIG_')
}

const TREE = [
  'config A\n\tbool "a"\n',
  'config B\n\tbool "b"\n\tdepends on A\n\tdefault y\n',
  'config I\n\tint "i"\n\trange 1 9\n\tdefault 3\n',
  'config S\n\tstring "s"\n\tdefault "t"\n',
  'config HIDDEN\n\tbool\n',
  'config SELECTED\n\tbool "s"\n\nconfig SELECTS\n\tdef_bool y\n\tselect SELECTED\n',
  'choice\n\tprompt "c"\n\nconfig C1\n\tbool "c1"\n\nconfig C2\n\tbool "c2"\n\nendchoice\n',
].join('\n')

describe.each(BOTH)('%s', (dialect) => {
  test('everything that can be asked is new where there is no configuration', () => {
    const all = news(dialect, TREE, undefined)
    expect(all).toBe('CONFIG_A=n\nCONFIG_I=3\nCONFIG_S="t"\nCONFIG_C1=y\nCONFIG_C2=n\n')
  })

  test('what is said is not new, n included; what comes into view is', () => {
    const rest = 'CONFIG_I=4\nCONFIG_S=""\nCONFIG_C1=y\n# CONFIG_C2 is not set\n'
    expect(news(dialect, TREE, `# CONFIG_A is not set\n${rest}`)).toBe('')
    expect(news(dialect, TREE, `CONFIG_A=y\n${rest}`)).toBe('CONFIG_B=y\n')
  })

  test('a choice of which one member is known', () => {
    const rest = '# CONFIG_A is not set\nCONFIG_I=4\nCONFIG_S=""\n'
    expect(news(dialect, TREE, `${rest}CONFIG_C2=y\n`)).toBe('CONFIG_C1=n\n')
  })

  test('what invisible menus hold is not new', () => {
    expect(news(dialect, 'menu "m"\n\tdepends on NEVER\n\nconfig A\n\tbool "a"\n\nendmenu\n', '')).toBe('')
  })

  const DOCUMENTED = [
    'menu "drivers"\n\nmenu "usb"\n',
    'config USB\n\ttristate "USB support"\n\tdepends on PCI && (X || !Y)\n\tselect LIB if X\n\timply EXTRA\n\thelp\n\t  Plugs.\n\n\t    Many.\n',
    'endmenu\n\nendmenu\n',
    'config PCI\n\tdef_bool y\n\nconfig X\n\tdef_bool y\n\tselect NUMBER_LIB\n\nconfig LIB\n\tbool\n\nconfig NUMBER_LIB\n\tbool\n',
    'config NUMBER\n\thex "number" if X\n\trange 0x1 0xf\n\tdepends on PCI\n\tdefault 0x2\n',
  ].join('\n')

  test('help: text, value, place, dependencies, location, selects', () => {
    expect(help(dialect, DOCUMENTED, 'CONFIG_USB=y\n', 'USB')).toMatchInlineSnapshot(`
      "CONFIG_USB:

      Plugs.

        Many.

      Symbol: USB [=y]
      Type  : tristate
      Defined at Kconfig:5
        Prompt: USB support
        Depends on: PCI [=y] && (X [=y] || !Y)
        Location:
          -> drivers
            -> usb
              -> USB support (USB [=y])
      Selects: LIB [=y]
      Implies: EXTRA


      "
    `)
  })

  test('help: range, visibility, no text', () => {
    expect(help(dialect, DOCUMENTED, '', 'NUMBER')).toMatchInlineSnapshot(`
      "There is no help available for this option.
      Symbol: NUMBER [=0x2]
      Type  : hex
      Range : [0x1 0xf]
      Defined at Kconfig:32
        Prompt: number
        Depends on: PCI [=y]
        Visible if: PCI [=y] && X [=y]
        Location:
          -> number (NUMBER [=0x2])


      "
    `)
  })

  test('help: who selects', () => {
    expect(help(dialect, DOCUMENTED, '', 'NUMBER_LIB')).toMatchInlineSnapshot(`
      "There is no help available for this option.
      Symbol: NUMBER_LIB [=y]
      Type  : bool
      Defined at Kconfig:29
      Selected by [y]:
        - X [=y]


      "
    `)
  })
})
