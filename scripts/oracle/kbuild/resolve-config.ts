/**
 * A configuration made ready to be walked: resolved by `kcheck predict`, which other oracles hold against the C tool, and
 * its auto.conf.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { architecture } from '../../../src/kernel/architectures.ts'
import { projectRoot } from '../place/work-folder.ts'

/** What is to be resolved. */
export interface ConfigRequest {
  readonly tree: string
  /** As in `make ARCH=…`. */
  readonly arch: string
  /**
   * A configuration that was resolved before, whose own words say what the compiler can do; or the name of one that the
   * tree makes, with this machine's compiler: `x86_64_defconfig`, `allyesconfig`, `tinyconfig`, `randconfig-1`.
   */
  readonly from: { readonly kind: 'file'; readonly path: string } | { readonly kind: 'made'; readonly name: string }
}

/** A resolved configuration. */
export interface ResolvedConfig {
  readonly config: string
  readonly autoConf: string
}

const kcheck = (args: readonly string[]): void => {
  const argv = [join(projectRoot(), 'bin/kcheck.js'), ...args]
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' }
  const done = spawnSync(process.execPath, argv, { encoding: 'latin1', env, maxBuffer: 1 << 26 })
  if (done.error) throw done.error
  if (done.status !== 0) throw new Error(`kcheck ${args.join(' ')}: exit ${done.status}\n${done.stderr.trimEnd()}`)
}

/** The steps that `make NAME` takes: arguments of predict, each step on what the one before left. */
const stepsOf = (name: string, tree: string, srcarch: string): readonly (readonly string[])[] => {
  const random = /^randconfig-(\d+)$/.exec(name)?.[1]
  if (random !== undefined) return [['--mode', 'randconfig', '--seed', random]]
  if (name === 'tinyconfig') {
    const presets = join(tree, 'kernel/configs')
    return [
      ['--mode', 'allnoconfig', '--allconfig', join(presets, 'tiny-base.config')],
      ['--mode', 'olddefconfig', '--fragment', join(presets, 'tiny.config')],
    ]
  }
  if (/^all\w+config$/.test(name)) return [['--mode', name]]
  const file = join(tree, 'arch', srcarch, 'configs', name)
  if (!existsSync(file)) throw new Error(`${tree}: no arch/${srcarch}/configs/${name}`)
  return [['--mode', 'defconfig', file]]
}

/** What `make olddefconfig`, or `make NAME`, and then `make syncconfig` would leave; `folder` is emptied. */
export const resolveConfig = ({ tree, arch, from }: ConfigRequest, folder: string): ResolvedConfig => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const where = ['--tree', tree, '--arch', arch, '--no-cache']
  const config = join(folder, 'resolved.config')
  if (from.kind === 'file') kcheck(['predict', from.path, ...where, '-o', config])
  else {
    const empty = join(folder, 'empty.config')
    writeFileSync(empty, '')
    for (const [at, step] of stepsOf(from.name, tree, architecture(arch).srcarch).entries()) {
      // A defconfig comes with its file; the other modes take what is there.
      const start = at > 0 ? [config] : step[1] === 'defconfig' ? [] : [empty]
      kcheck(['predict', ...start, ...where, '--toolchain', 'live', ...step, '-o', config])
    }
  }
  kcheck(['predict', config, ...where, '--mode', 'syncconfig', '-o', join(folder, 'sync')])
  return { config, autoConf: join(folder, 'sync/include/config/auto.conf') }
}
