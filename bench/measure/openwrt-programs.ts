/**
 * What is measured in a buildroot: from a seed to the hash of its kernel, by the tree's own makefiles and by kcheck. make
 * writes into the tree: it gets one of links, with a tmp/ of its own that is as warm as the real one.
 */
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GivenTree } from '../../scripts/oracle/openwrt/given-trees.ts'
import { makeLinkedTree } from '../../scripts/oracle/openwrt/linked-tree.ts'
import { command } from '../../scripts/oracle/place/command.ts'
import { listTargets } from '../../src/openwrt/targets.ts'
import type { Measured } from './process-cost.ts'

export const OPENWRT_NAMES = {
  make: 'make defconfig, Kernel/Configure',
  cold: 'kcheck predict, seed to hash, no cache',
  warm: 'kcheck predict, seed to hash, cached',
} as const

export interface OpenwrtBench {
  readonly tree: GivenTree
  /** bin/kcheck.js. */
  readonly kcheck: string
  /** A folder for results. */
  readonly folder: string
}

/** What a build machine asks for, but for the target. */
export const MACHINE_SEED = 'CONFIG_BUILDBOT=y\nCONFIG_DEVEL=y\n# CONFIG_KERNEL_KALLSYMS is not set\n'

/** Every release since 17.01 has it. */
const BOARD = 'x86'
const TARGET = `CONFIG_TARGET_${BOARD}=y\nCONFIG_TARGET_${BOARD}_64=y\n`

/** The tree's own recipe of the stage, without what needs a kernel. */
const CONFIGURE = [
  'TARGET_BUILD := 1',
  'include Makefile',
  'configure:',
  '\tmkdir -p $(LINUX_DIR)/user_headers',
  '\t$(Kernel/Configure)',
  '\tcp $(LINUX_DIR)/.vermagic $(TOPDIR)/vermagic',
  '',
].join('\n')

const SEED_TO_HASH = `make defconfig && make -r -C target/linux/${BOARD} -f "$PWD/configure.mk" TOPDIR="$PWD" KERNEL_MAKE=: configure`

/** Why it cannot be measured; undefined where it can. */
export const cannotMeasure = ({ folder, files, release }: GivenTree): string | undefined => {
  if (!existsSync(join(folder, 'scripts/config/conf'))) return 'scripts/config/conf is not built'
  const has64 = listTargets(files, folder, release).some(({ name }) => name === `${BOARD}/64`)
  return has64 ? undefined : `no target ${BOARD}/64`
}

/** The tree of links, where the hash that make made is in `vermagic`. */
export const openwrtPrograms = ({ tree, kcheck, folder }: OpenwrtBench): readonly Measured[] => {
  const linked = join(folder, 'openwrt')
  makeLinkedTree(tree.folder, linked, {
    hidden: ['build_dir', 'staging_dir'],
    links: { 'staging_dir/host': 'staging_dir/host' },
    files: { 'configure.mk': CONFIGURE, seed: MACHINE_SEED + TARGET },
  })
  // with the times of its files: make compares them
  command('cp', ['-a', join(tree.folder, 'tmp'), join(linked, 'tmp')])
  const plain = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', HOME: folder }
  const make = {
    ...plain,
    PATH: `${linked}/staging_dir/host/bin:${plain.PATH}`,
    FORCE: '1',
    FORCE_UNSAFE_CONFIGURE: '1',
  }
  const predict = (name: string, ...more: readonly string[]): Measured => ({
    name,
    argv: [process.execPath, kcheck, 'predict', '--tree', linked, '--emit', 'vermagic', ...more, join(linked, 'seed')],
    cwd: folder,
    env: { ...plain, KCHECK_CACHE: join(folder, 'cache') },
  })
  return [
    {
      name: OPENWRT_NAMES.make,
      argv: ['sh', '-c', SEED_TO_HASH],
      cwd: linked,
      env: make,
      prepare: () => copyFileSync(join(linked, 'seed'), join(linked, '.config')),
    },
    predict(OPENWRT_NAMES.cold, '--no-cache', '-o', join(folder, 'vermagic-cold')),
    predict(OPENWRT_NAMES.warm, '-o', join(folder, 'vermagic-warm')),
  ]
}

/** That all of them made the same hash: a number about anything else would say nothing. */
export const checkHashes = (folder: string): string => {
  const [make, cold, warm] = ['openwrt/vermagic', 'vermagic-cold', 'vermagic-warm'].map((name) => {
    const file = join(folder, name)
    return existsSync(file) ? readFileSync(file, 'latin1').trim() : 'none'
  })
  if (make !== cold || make !== warm) throw new Error(`hashes: make ${make}, kcheck ${cold} and ${warm}`)
  return make ?? ''
}
