/** What a pasted text asks of a kernel's own strings. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMagic } from '../../src/kernel/expected-magic.ts'

const OLD = '6.1.0-55-amd64 SMP preempt mod_unload modversions '
const NEW = '6.1.0-56-amd64 SMP preempt mod_unload '
const LINE = `foo: version magic '${OLD}' should be '${NEW}'`
const ofLog = (text: string, ...refused: string[]) => ({
  kind: 'expected',
  expected: { kind: 'vermagic', text, mayBeCut: false, refused },
})
const release = (text: string) => ({ kind: 'expected', expected: { kind: 'release', text } })
const cut = (text: string, mayBeCut = true) => ({
  kind: 'expected',
  expected: { kind: 'vermagic', text, mayBeCut, refused: [] },
})

describe("a line of the kernel's log", () => {
  test.each([
    LINE,
    `[   12.345678] ${LINE}\n`,
    `\u001b[32m[Sa Nov 21 13:43:01 2026] \u001b[0m\u001b[33mfoo\u001b[0m: ${LINE.slice(5)}\r\n`,
    `Nov 21 13:43:01 host kernel: ${LINE}\nNov 21 13:43:02 host kernel: usb 1-1: new device\n`,
    `insmod: ERROR: could not insert module foo.ko: Invalid module format\n$ dmesg | tail -1\n[ 1.0] ${LINE}\n`,
    `${LINE}\n${LINE}\n`,
    LINE.replace("should be '6.1.0", "should be '6.1\n.0"),
    LINE.replace(/'([^']*)'/g, '\u2018$1\u2019'),
    LINE.replace(/'([^']*)'/g, '\xe2\x80\x98$1\xe2\x80\x99'),
  ])('%j', (text) => {
    expect(readMagic(text)).toEqual(ofLog(NEW, OLD))
  })

  test('several modules that one kernel refused', () => {
    const other = `bar: version magic '5.10 ' should be '${NEW}'`
    expect(readMagic(`${LINE}\n${other}\n`)).toEqual(ofLog(NEW, OLD, '5.10 '))
  })

  test('of several kernels', () => {
    const other = `foo: version magic '${OLD}' should be '${OLD}x'`
    expect(readMagic(`${LINE}\n${other}\n`)).toMatchObject({ kind: 'several', expected: [{ text: NEW }, {}] })
  })
})

describe('other texts', () => {
  test.each([
    [OLD, cut(OLD, false)],
    [`${OLD}\n`, cut(OLD, false)],
    [OLD.trim(), cut(OLD.trim())],
    [`"${OLD.trim()}"`, cut(OLD.trim(), false)],
    ['6.6.73 SMP mod_unload aarch64', cut('6.6.73 SMP mod_unload aarch64')],
    [`filename:       foo.ko\nvermagic:       ${OLD}\nname:           foo\n`, cut(OLD, false)],
    [`license=GPL\nvermagic=${OLD.trim()}\n`, cut(OLD.trim())],
    [`VERMAGIC_STRING      "${OLD}"  as Linux 6.1 does\n`, cut(OLD, false)],
    ['6.1.0-56-amd64', release('6.1.0-56-amd64')],
    [' 6.1.0-56-amd64 \n', release('6.1.0-56-amd64')],
    ['#define UTS_RELEASE "6.1.9+"\n', release('6.1.9+')],
    ['/lib/modules/6.1.0-56-amd64/build', release('6.1.0-56-amd64')],
    ['modprobe: FATAL: Module foo not found in directory /lib/modules/6.1.9', release('6.1.9')],
    ['Linux version 6.12.117+deb12-amd64 (debian-kernel@lists) (gcc) #1 SMP', release('6.12.117+deb12-amd64')],
    ['Linux host 6.1.0-56-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-1 x86_64 GNU/Linux', release('6.1.0-56-amd64')],
  ])('%j', (text, expected) => {
    expect(readMagic(text)).toEqual(expected)
  })

  test.each([
    ['', undefined],
    ['no such thing', undefined],
    ['2 apples', undefined],
    ['foo: disagrees about version of symbol module_layout', 'symbol-versions'],
    ['foo: no symbol version for module_layout', 'symbol-versions'],
    ['insmod: ERROR: could not insert module foo.ko: Invalid module format', 'module-format'],
    ["modprobe: ERROR: could not insert 'foo': Exec format error", 'module-format'],
  ])('%j holds none', (text, about) => {
    expect(readMagic(text)).toEqual({ kind: 'none', ...(about === undefined ? {} : { about }) })
  })

  test('several modules, several strings', () => {
    expect(readMagic(`vermagic: ${OLD}\nvermagic: ${NEW}\n`)).toMatchObject({ kind: 'several' })
  })
})

test('any string survives the log and modinfo', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9_+.-]{1,12}$/)
  const text = fc
    .tuple(
      fc.stringMatching(/^\d\.\d{1,2}[-+.\w]{0,12}$/),
      fc.array(word, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
    )
    .map(([version, words, blank]) => `${[version, ...words].join(' ')}${blank ? ' ' : ''}`)
  fc.assert(
    fc.property(text, text, (module, kernel) => {
      expect(readMagic(`[ 1.0] m: version magic '${module}' should be '${kernel}'\n`)).toEqual(ofLog(kernel, module))
      expect(readMagic(`name: m\nvermagic:       ${kernel}\n`)).toMatchObject({ expected: { text: kernel } })
    }),
  )
})
