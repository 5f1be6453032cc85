/**
 * How the kernel takes the file over: its size, and its decompression where the caller asks for that.
 * Follows copy_module_from_user() and init_module_from_file() in kernel/module/main.c, and kernel/module/decompress.c
 * (Linux 6.1 and 6.12).
 */
import { archiveFormat } from '../../archive/format.ts'
import type { Check, Load } from '../load.ts'

const checkSize = (load: Load): 'stop' | undefined => {
  const { file, call } = load.attempt
  if (call === 'finit_module' && file.length === 0) load.refuse('module/empty', 'EINVAL')
  else if (call === 'init_module' && file.length < load.image.headerSize) {
    // the old call looks before it copies, and says nothing
    load.refuse('module/too-short', 'ENOEXEC', { length: file.length, expected: load.image.headerSize })
  } else return undefined
  return 'stop'
}

/** What the kernel itself unpacks, asked with MODULE_INIT_COMPRESSED_FILE. The file's contents are then for the caller. */
const checkDecompression = (load: Load): 'stop' | undefined => {
  if (!load.attempt.compressed) return undefined
  const algorithm = load.need(load.kernel.facts.features.decompression, 'module/decompression', [
    'EOPNOTSUPP',
    'EINVAL',
  ])
  if (algorithm === undefined) return 'stop'
  if (algorithm === 'none') {
    load.refuse('module/decompression', 'EOPNOTSUPP', { reason: 'not-built-in' })
    return 'stop'
  }
  const format = archiveFormat(load.attempt.file)
  if (format === algorithm) return undefined
  const article = algorithm === 'xz' ? 'an' : 'a'
  load.log(`not ${article} ${algorithm} compressed module`)
  load.refuse('module/decompression', 'EINVAL', {
    reason: 'other-format',
    expected: algorithm,
    format: format ?? 'plain',
  })
  return 'stop'
}

/** First of all: is there anything, and can the kernel unpack it. */
export const handOver: Check = {
  name: 'hand-over',
  needs: ['features.decompression'],
  run: (load) => checkSize(load) ?? checkDecompression(load),
}
