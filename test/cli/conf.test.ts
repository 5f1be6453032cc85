/** `kcheck conf` as a process, as make starts it. What is expected was printed by the C tool of 6.12. */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../temporary-folder.ts'
import { kcheckProcess, LAUNCHER } from './kcheck-process.ts'

const folder = temporaryFolder()

const KCONFIG = `mainmenu "M\xe9nu"

config A
	bool "A\xe9"
	help
	  Caf\xe9.

config N
	int "Number"
	range 1 9
	default $(shell,echo 4)

config S
	string "Text"

config Z
	bool "Last"
`

const WRITTEN = '#\n# configuration written to .config\n#\n'
const END = '\nError in reading or end of file.\n'

beforeEach(() => writeFileSync(join(folder(), 'Kconfig'), KCONFIG, 'latin1'))

const conf = (args: readonly string[], input = '') => {
  const { status, stdout, stderr } = kcheckProcess(['conf', ...args], { cwd: folder(), input })
  return { status, stdout, stderr }
}

const config = (): string => readFileSync(join(folder(), '.config'), 'latin1')

describe('a dialogue', () => {
  test('with bytes that are no UTF-8, the last answer without a newline', () => {
    expect(conf(['--oldaskconfig', 'Kconfig'], '?\ny\n70\n7\nna\xefve\nnonsense')).toEqual({
      status: 0,
      stdout: `*
* M\xe9nu
*
A\xe9 (A) [N/y/?] (NEW) ?

CONFIG_A:

Caf\xe9.

Symbol: A [=n]
Type  : bool
Defined at Kconfig:3
  Prompt: A\xe9
  Location:
    -> A\xe9 (A [=n])



A\xe9 (A) [N/y/?] (NEW) y
Number (N) [4] (NEW) 70
Number (N) [4] (NEW) 7
Text (S) [] (NEW) na\xefve
Last (Z) [N/y/?] (NEW) nonsenseLast (Z) [N/y/?] (NEW) 
${WRITTEN}`,
      stderr: END,
    })
    expect(config()).toBe(
      '#\n# Automatically generated file; DO NOT EDIT.\n# M\xe9nu\n#\n' +
        'CONFIG_A=y\nCONFIG_N=7\nCONFIG_S="na\xefve"\n# CONFIG_Z is not set\n',
    )
  })

  test('at the end of its input', () => {
    const said = `*\n* M\xe9nu\n*\nA\xe9 (A) [N/y/?] (NEW) \nNumber (N) [4] (NEW) \nText (S) [] (NEW) \nLast (Z) [N/y/?] (NEW) \n`
    expect(conf(['--oldaskconfig', 'Kconfig'])).toEqual({ status: 0, stdout: said + WRITTEN, stderr: END.repeat(4) })
  })

  test('asks before it waits for the answer', async () => {
    const child = spawn(process.execPath, [LAUNCHER, 'conf', '--oldaskconfig', 'Kconfig'], { cwd: folder() })
    const answers = ['y\n', '3\n', 'text\n', 'y\n']
    let said = ''
    child.stdout.setEncoding('latin1')
    child.stdout.on('data', (text: string) => {
      said += text
      if (said.endsWith('(NEW) ')) child.stdin.write(answers.shift() ?? '')
    })
    const status = await new Promise((done) => child.on('close', done))
    expect([status, answers]).toEqual([0, []])
    expect(config()).toContain('\nCONFIG_A=y\nCONFIG_N=3\nCONFIG_S="text"\nCONFIG_Z=y\n')
  })
})

test('answers that nobody asked for are taken out of the pipe', () => {
  const script = `
    mkfifo answers
    exec 3<>answers
    printf '\\n%.0s' {1..30000} >&3
    "$@" conf --olddefconfig Kconfig <answers || exit
    dd if=answers iflag=nonblock bs=65536 2>/dev/null | wc -c`
  const run = spawnSync('bash', ['-c', script, 'bash', process.execPath, LAUNCHER], {
    cwd: folder(),
    encoding: 'latin1',
  })
  expect([run.status, run.stdout, run.stderr]).toEqual([0, `${WRITTEN}0\n`, ''])
})

test('a mistake in the Kconfig files', () => {
  writeFileSync(join(folder(), 'Kconfig'), 'config A\n\tboo\n')
  expect(conf(['--olddefconfig', 'Kconfig'])).toEqual({
    status: 1,
    stdout: '',
    stderr: 'Kconfig:2: syntax error\nKconfig:2: unknown statement "boo"\n',
  })
})
