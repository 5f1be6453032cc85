/** The command-line tools that pack, where the machine has them. */
import { spawnSync } from 'node:child_process'

export const has = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0

/** What `tool` makes of the bytes. */
export const pack = (tool: string, args: readonly string[], bytes: Uint8Array): Uint8Array => {
  const { status, stdout, stderr } = spawnSync(tool, ['-c', ...args], { input: bytes, maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`${tool}: ${stderr}`)
  return stdout
}

/** Packs `size` zeros without holding them. */
export const packZeros = (tool: string, args: readonly string[], size: number): Uint8Array => {
  const command = `head -c ${size} /dev/zero | ${tool} -c ${args.join(' ')}`
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`${tool}: ${stderr}`)
  return stdout
}

/** Text that repeats itself at all distances, and noise: both are in compiled code. Always the same. */
export const sample = (size: number): Uint8Array => {
  const bytes = Buffer.alloc(size)
  let seed = 1
  const next = (): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return seed >>> 8
  }
  for (let at = 0; at < size; ) {
    const length = Math.min(1 + (next() % 70), size - at)
    if (at > 0 && next() % 3 !== 0)
      for (const from = next() % at, end = at + length; at < end; at++)
        bytes[at] = bytes[from + ((at + length - end) % (at - from))] as number
    else for (const end = at + length; at < end; at++) bytes[at] = next() & 0x7f
  }
  return bytes
}
