/**
 * How the kernel takes the file over: its size, and its decompression where the caller asks for that.
 * Follows copy_module_from_user() and init_module_from_file() in kernel/module/main.c, and kernel/module/decompress.c
 * (Linux 6.1 and 6.12).
 */
import { type Expanded, expand } from '../../archive/expand.ts'
import { archiveFormat } from '../../archive/format.ts'
import { xzStreamCheck } from '../../archive/xz-layout.ts'
import type { ModuleDecompression } from '../../kernel/kernel-features.ts'
import type { Check, Ending, Load } from '../load.ts'
import { ModuleImage } from '../module-image.ts'

/** A module of more than this the kernel would have no room for. */
const MOST = 1 << 30
/** enum xz_ret of include/linux/xz.h. */
const XZ_OK = 0
const XZ_OPTIONS_ERROR = 6
const XZ_DATA_ERROR = 7

const checkSize = (load: Load): Ending => {
  const { file, call } = load.attempt
  if (call === 'finit_module' && file.length === 0) load.refuse('module/empty', 'EINVAL')
  else if (call === 'init_module' && file.length < load.image.headerSize) {
    // the old call looks before it copies, and says nothing
    load.refuse('module/too-short', 'ENOEXEC', { length: file.length, expected: load.image.headerSize })
  } else return undefined
  return 'stop'
}

type Algorithm = Exclude<ModuleDecompression, 'none'>

/** What the kernel's decoder of xz returns: it knows fewer checks and filters than others do. */
const xzStatus = (file: Uint8Array, unpacked: Expanded): number | undefined => {
  const check = xzStreamCheck(file)
  if (check !== undefined && check !== 'none' && check !== 'crc32') return XZ_OPTIONS_ERROR
  if (unpacked.kind !== 'damaged') return undefined
  if (unpacked.code === 'archive/unsupported') return XZ_OPTIONS_ERROR
  return unpacked.args.what === 'end' ? XZ_OK : XZ_DATA_ERROR
}

const refuseStream = (load: Load, algorithm: Algorithm, status: number | undefined): Ending => {
  const prefix = algorithm === 'zstd' ? 'ZSTD-decompression' : 'decompression'
  load.log(`${prefix} failed with status ${status ?? '*'}`)
  load.refuse('module/decompression', 'EINVAL', { reason: 'stream', ...(status !== undefined && { status }) })
  return 'stop'
}

const unpack = (load: Load, algorithm: Algorithm): Ending => {
  const { file } = load.attempt
  const format = archiveFormat(file)
  if (format !== algorithm) {
    const article = algorithm === 'xz' ? 'an' : 'a'
    load.log(`not ${article} ${algorithm} compressed module`)
    const args = { reason: 'other-format', expected: algorithm, format: format ?? 'plain' }
    load.refuse('module/decompression', 'EINVAL', args)
    return 'stop'
  }
  const unpacked = expand(file, { limit: MOST })
  const status = algorithm === 'xz' ? xzStatus(file, unpacked) : undefined
  if (status !== undefined || unpacked.kind === 'damaged') return refuseStream(load, algorithm, status)
  load.unpacked(new ModuleImage(unpacked.bytes, load.image.layout))
  return undefined
}

/** The kernel itself unpacks what it is given, asked with MODULE_INIT_COMPRESSED_FILE. */
const checkDecompression = (load: Load): Ending => {
  if (!load.attempt.compressed) return undefined
  const { decompression } = load.kernel.facts.features
  const algorithm = load.need(decompression, 'module/decompression', ['EOPNOTSUPP', 'EINVAL'])
  if (algorithm === undefined) return 'stop'
  if (algorithm !== 'none') return unpack(load, algorithm)
  load.refuse('module/decompression', 'EOPNOTSUPP', { reason: 'not-built-in' })
  return 'stop'
}

/** First of all: is there anything, and can the kernel unpack it. */
export const handOver: Check = {
  name: 'hand-over',
  needs: ['features.decompression'],
  run: (load) => checkSize(load) ?? checkDecompression(load),
}
