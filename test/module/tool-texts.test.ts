/** What programs print: lines that kmod 30 and busybox 1.35 printed on kernels 6.1 and 6.12. */
import { expect, test } from 'vitest'
import type { Errno } from '../../src/module/errno.ts'
import { toolTexts } from '../../src/module/tool-texts.ts'

/** Error, and the texts of insmod, modprobe and busybox; undefined where none was seen. */
const SEEN: readonly (readonly [Errno, string, string | undefined, string])[] = [
  ['ENOEXEC', 'Invalid module format', 'Exec format error', 'invalid module format'],
  ['EINVAL', 'Invalid parameters', 'Invalid argument', 'Invalid argument'],
  [
    'ENOENT',
    'Unknown symbol in module',
    'Unknown symbol in module, or unknown parameter (see dmesg)',
    'unknown symbol in module, or unknown parameter',
  ],
  ['EBADMSG', 'Bad message', undefined, 'Bad message'],
  ['ENOMEM', 'Cannot allocate memory', 'Cannot allocate memory', 'Cannot allocate memory'],
  ['ENODEV', 'No such device', undefined, 'No such device'],
  ['EBUSY', 'Device or resource busy', 'Device or resource busy', 'Device or resource busy'],
  ['EKEYREJECTED', 'Key was rejected by service', undefined, 'Key was rejected by service'],
]

test.each(SEEN)('%s', (errno, insmod, modprobe, busybox) => {
  const texts = toolTexts('/m/vm-nosmp.ko', errno)
  expect(texts.insmod).toBe(`insmod: ERROR: could not insert module /m/vm-nosmp.ko: ${insmod}`)
  if (modprobe !== undefined) expect(texts.modprobe).toBe(`modprobe: ERROR: could not insert 'vm_nosmp': ${modprobe}`)
  expect(texts.busybox).toBe(`insmod: can't insert '/m/vm-nosmp.ko': ${busybox}`)
})

test('modprobe is content with a module that is there', () => {
  expect(toolTexts('x.ko', 'EEXIST')).toEqual({
    insmod: 'insmod: ERROR: could not insert module x.ko: File exists',
    modprobe: null,
    busybox: "insmod: can't insert 'x.ko': File exists",
  })
})
