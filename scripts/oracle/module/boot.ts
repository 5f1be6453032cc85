/**
 * Asking a kernel that runs: boot.py boots it under emulation and loads one module after the other.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { dataFolder } from '../place/work-folder.ts'

/** `KCHECK_BOOT_ORACLE`, else the one that lies beside the recorded data. */
const bootProgram = (): string => {
  const stated = process.env['KCHECK_BOOT_ORACLE']
  const data = dataFolder()
  const path =
    stated !== undefined && stated !== ''
      ? resolve(stated)
      : data === undefined
        ? undefined
        : join(data, '../oracle/module-load/boot.py')
  if (path === undefined || !existsSync(path)) {
    throw new Error(`no boot oracle${path === undefined ? '' : ` at ${path}`}: KCHECK_BOOT_ORACLE names its boot.py`)
  }
  return path
}

export interface Boot {
  /** The image: /boot/vmlinuz-RELEASE. */
  readonly kernel: string
  readonly modules: string
  readonly cases: string
  /** Where the verdicts go. */
  readonly out: string
  readonly cmdline?: string
  /** A folder of its own for every boot that runs at the same time. */
  readonly scratch: string
}

/** Boots as often as it takes. What boot.py says of its progress goes to this script's standard error. */
export const bootKernel = ({ kernel, modules, cases, out, cmdline = '', scratch }: Boot): void => {
  const args = ['--kernel', kernel, '--modules', modules, '--cases', cases, '--out', out, '--work', scratch]
  const done = spawnSync('python3', [bootProgram(), ...args, '--cmdline', cmdline], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (done.error) throw done.error
  if (done.status !== 0) throw new Error(`${bootProgram()}: exit ${done.status ?? done.signal}`)
}
