/** Questions and answers of oldaskconfig and oldconfig. What is expected is what the C tool printed. */
import { afterEach, describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { ConfFolder, type Outcome } from './conf-runs.ts'

let folder: ConfFolder | undefined
afterEach(() => folder?.end())

const TREE = `mainmenu "A small tree"

config MODULES
	bool "Modules"
	modules

menu "Drivers"

config USB
	tristate "USB"
	help
	  Plugs.

config DEBUG
	bool "Debug"
	depends on USB

endmenu

config SIZE
	int "Size"
	range 2 8
	default 4

config BASE
	hex "Base"
	default 0x10

config NAME
	string "Name"
	default "box"

choice
	prompt "Speed"
	default FAST

config SLOW
	bool "Slow"

config FAST
	bool "Fast"

endchoice
`

describe.each(BOTH)('%s', (dialect) => {
  const ask = (mode: string, stdin: string, config?: string, kconfig = TREE): Outcome => {
    folder = new ConfFolder(dialect, { Kconfig: kconfig, ...(config === undefined ? {} : { '.config': config }) })
    return folder.run({ argv: [`--${mode}`, 'Kconfig'], stdin })
  }

  test('oldaskconfig asks everything; empty lines take what is offered', () => {
    const { code, stdout, stderr } = ask('oldaskconfig', '\n'.repeat(9))
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatchInlineSnapshot(`
      "*
      * A small tree
      *
      Modules (MODULES) [N/y/?] (NEW) 
      *
      * Drivers
      *
      USB (USB) [N/y/?] (NEW) 
      Size (SIZE) [4] (NEW) 
      Base (BASE) [0x10] (NEW) 
      Name (NAME) [box] (NEW) 
      Speed
        1. Slow (SLOW) (NEW)
      > 2. Fast (FAST) (NEW)
      choice[1-2?]: 
      #
      # configuration written to .config
      #
      "
    `)
    expect(folder?.read('.config')).toContain('CONFIG_SIZE=4\nCONFIG_BASE=0x10\nCONFIG_NAME="box"\n')
  })

  test('answers are words or letters; what comes into view is asked next, set in', () => {
    const { stdout } = ask('oldaskconfig', 'yes\nM\ny\n\n\n\n1\n')
    expect(stdout).toContain('Modules (MODULES) [N/y/?] (NEW) yes\n')
    expect(stdout).toContain('USB (USB) [N/m/y/?] (NEW) M\n  Debug (DEBUG) [N/y/?] (NEW) y\n')
    expect(folder?.read('.config')).toContain('CONFIG_USB=m\nCONFIG_DEBUG=y\n')
    expect(folder?.read('.config')).toContain('CONFIG_SLOW=y\n# CONFIG_FAST is not set\n')
  })

  test('what does not fit is asked again', () => {
    const { code, stdout } = ask('oldaskconfig', 'maybe\nn\nn\n9\n1\nx\n8\nzz\n0x1f\nnew name\n3\nfast\n2\n')
    expect(code).toBe(0)
    expect(stdout).toContain('Modules (MODULES) [N/y/?] (NEW) maybe\nModules (MODULES) [N/y/?] (NEW) n\n')
    expect(stdout.match(/^Size .*$/gm)).toEqual([
      'Size (SIZE) [4] (NEW) 9',
      'Size (SIZE) [4] (NEW) 1',
      'Size (SIZE) [4] (NEW) x',
      'Size (SIZE) [4] (NEW) 8',
    ])
    expect(stdout.match(/^choice.*$/gm)).toEqual(['choice[1-2?]: 3', 'choice[1-2?]: fast', 'choice[1-2?]: 2'])
    expect(folder?.read('.config')).toContain('CONFIG_SIZE=8\nCONFIG_BASE=0x1f\nCONFIG_NAME="new name"\n')
  })

  test('? shows the help of a symbol, of a choice, of a member', () => {
    const { stdout } = ask('oldaskconfig', 'n\n?\nn\n\n\n\n?\n1?\n2\n')
    expect(stdout.slice(stdout.indexOf('USB (USB)'), stdout.indexOf('Size'))).toMatchInlineSnapshot(`
      "USB (USB) [N/y/?] (NEW) ?

      CONFIG_USB:

      Plugs.

      Symbol: USB [=n]
      Type  : tristate
      Defined at Kconfig:9
        Prompt: USB
        Location:
          -> Drivers
            -> USB (USB [=n])



      USB (USB) [N/y/?] (NEW) n
      "
    `)
    expect(stdout).toContain('choice[1-2?]: 1?\n\nThere is no help available for this option.\nSymbol: SLOW [=n]\n')
  })

  test('oldconfig asks what is new', () => {
    const known =
      '# CONFIG_MODULES is not set\n# CONFIG_USB is not set\nCONFIG_SIZE=3\nCONFIG_NAME="x"\nCONFIG_FAST=y\n# CONFIG_SLOW is not set\n'
    const { stdout } = ask('oldconfig', '0xff\n', known)
    expect(stdout).toMatchInlineSnapshot(`
      "*
      * Restart config...
      *
      *
      * A small tree
      *
      Modules (MODULES) [N/y/?] n
      Size (SIZE) [3] 3
      Base (BASE) [0x10] (NEW) 0xff
      Name (NAME) [x] x
      Speed
        1. Slow (SLOW)
      > 2. Fast (FAST)
      choice[1-2?]: 2
      #
      # configuration written to .config
      #
      "
    `)
    expect(folder?.read('.config.old')).toBe(known)
    expect(folder?.read('.config')).toContain('CONFIG_SIZE=3\nCONFIG_BASE=0xff\n')
  })

  test('nothing new: nothing is asked, and an unchanged file is left alone', () => {
    ask('oldaskconfig', '\n'.repeat(9))
    const again = folder?.run({ argv: ['--oldconfig', 'Kconfig'] })
    expect(again).toEqual({ code: 0, stdout: '#\n# No change to .config\n#\n', stderr: '' })
    expect(folder?.has('.config.old')).toBe(false)
  })

  test('an end of input is like empty lines while these fit, and is said each time', () => {
    const { code, stdout, stderr } = ask('oldconfig', 'y\n')
    expect(code).toBe(0)
    expect(stdout).toBe(`*
* Restart config...
*
*
* A small tree
*
Modules (MODULES) [N/y/?] (NEW) y
*
* Drivers
*
USB (USB) [N/m/y/?] (NEW) 
Size (SIZE) [4] (NEW) 
Base (BASE) [0x10] (NEW) 
Name (NAME) [box] (NEW) 
Speed
  1. Slow (SLOW) (NEW)
> 2. Fast (FAST) (NEW)
choice[1-2?]: #
# configuration written to .config
#
`)
    expect(stderr).toBe('\nError in reading or end of file.\n'.repeat(5))
  })

  test('it ends the run where a new symbol needs a value', () => {
    // An int without a default: the empty line is no number in 6.1.
    const { code, stderr } = ask('oldconfig', '', '', 'config I\n\tint "i"\n')
    const needs = dialect === 'linux-6.1'
    expect(code).toBe(needs ? 1 : 0)
    expect(stderr.includes("error: no value for new symbol 'I' at end of input")).toBe(needs)
    expect(folder?.has('.config.old')).toBe(!needs)
  })

  test('what comes into view behind the question is asked from its menu again', () => {
    const kconfig = 'config LATE\n\tbool "late" if GATE\n\nconfig GATE\n\tbool "gate"\n'
    const { stdout } = ask('oldconfig', 'y\ny\n', undefined, kconfig)
    expect(stdout).toContain('*\n* Restart config...\n*\n')
    expect(folder?.read('.config')).toContain('CONFIG_LATE=y\nCONFIG_GATE=y\n')
  })
})

test('6.1 asks for the mode of an optional choice first', () => {
  const kconfig =
    'choice\n\tprompt "Speed"\n\toptional\n\nconfig SLOW\n\tbool "Slow"\n\nconfig FAST\n\tbool "Fast"\n\nendchoice\n'
  folder = new ConfFolder('linux-6.1', { Kconfig: kconfig })
  const { stdout } = folder.run({ argv: ['--oldaskconfig', 'Kconfig'], stdin: 'y\n2\n' })
  expect(stdout).toMatchInlineSnapshot(`
    "*
    * Main menu
    *
    Speed [N/y/?] (NEW) y
    Speed
    > 1. Slow (SLOW) (NEW)
      2. Fast (FAST) (NEW)
    choice[1-2?]: 2
    #
    # configuration written to .config
    #
    "
  `)
})
