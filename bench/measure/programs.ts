/**
 * What is measured: the ways to bring one configuration of a real kernel up to date, and bare starts.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KernelTree } from '../../scripts/oracle/place/kernel-tree.ts'
import { recorderEnvironment } from '../../scripts/oracle/place/probe-recorder.ts'
import { kbuildEnvironment } from '../../scripts/oracle/truth/kbuild-environment.ts'
import { readProbeDatabase } from '../../scripts/oracle/truth/probe-answers.ts'
import { type Measured, processCost } from './process-cost.ts'

/** Names of what is measured, as the table has them. */
export const NAMES = {
  make: 'make olddefconfig',
  live: 'C conf, probes run',
  replayed: 'C conf, probes replayed',
  cold: 'kcheck predict, no cache',
  warm: 'kcheck predict, cached',
  coldFile: 'kcheck predict --toolchain FILE, no cache',
  warmFile: 'kcheck predict --toolchain FILE, cached',
  trivialC: 'C conf, trivial tree',
  trivialKcheck: 'kcheck conf, trivial tree',
  node: 'node, empty script',
} as const

/** What the programs need. */
export interface Bench {
  readonly tree: KernelTree
  /** The configuration that is brought up to date. */
  readonly config: string
  /** The probe recorder. */
  readonly recorder: string
  /** bin/kcheck.js. */
  readonly kcheck: string
  /** A folder for results. */
  readonly folder: string
}

const ARCHITECTURE = { arch: 'x86_64', srcarch: 'x86' }

const trivialTree = (folder: string): string => {
  const tree = join(folder, 'trivial')
  mkdirSync(tree, { recursive: true })
  writeFileSync(join(tree, 'Kconfig'), 'config A\n\tbool "a"\n\tdefault y\n')
  return tree
}

/** Runs the C tool once with live probes, keeping the answers: as its database and as `shell.json`. */
const recordProbes = (
  bench: Bench,
  environment: Readonly<Record<string, string>>,
): { database: string; json: string } => {
  const [database, json] = [join(bench.folder, 'probes.db'), join(bench.folder, 'shell.json')]
  const target = join(bench.folder, 'recording.config')
  copyFileSync(bench.config, target)
  const env = { ...environment, KCONFIG_CONFIG: target, ...recorderEnvironment(bench.recorder, database, 'auto') }
  processCost({ name: 'recording', argv: [bench.tree.conf, '--olddefconfig', 'Kconfig'], cwd: bench.tree.folder, env })
  writeFileSync(json, JSON.stringify(readProbeDatabase(database)))
  return { database, json }
}

/** Everything that is measured, in the table's order. */
export const benchPrograms = (bench: Bench): readonly Measured[] => {
  const { tree, config, folder, kcheck } = bench
  const kbuild = kbuildEnvironment(tree, ARCHITECTURE)
  const probes = recordProbes(bench, kbuild)
  const target = join(folder, 'work.config')
  const renew = (): void => {
    rmSync(`${target}.old`, { force: true })
    copyFileSync(config, target)
  }
  const plain = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', HOME: folder }
  const conf = [tree.conf, '--olddefconfig', 'Kconfig']
  const predict = (name: string, ...more: readonly string[]): Measured => ({
    name,
    argv: [
      process.execPath,
      kcheck,
      'predict',
      '--tree',
      tree.folder,
      '--arch',
      'x86_64',
      '-o',
      target,
      ...more,
      config,
    ],
    cwd: folder,
    env: { ...plain, KCHECK_CACHE: join(folder, 'cache') },
  })
  const empty = join(folder, 'empty.mjs')
  writeFileSync(empty, '')
  const trivial = trivialTree(folder)
  const start = { cwd: trivial, env: { ...plain, KCONFIG_CONFIG: target, KCHECK_CONF_DIALECT: 'linux-6.1' } }
  const replay = recorderEnvironment(bench.recorder, probes.database, 'replay')
  return [
    {
      name: NAMES.make,
      argv: ['make', '-s', 'ARCH=x86_64', 'olddefconfig'],
      cwd: tree.folder,
      env: { ...plain, KCONFIG_CONFIG: target },
      prepare: renew,
    },
    { name: NAMES.live, argv: conf, cwd: tree.folder, env: { ...kbuild, KCONFIG_CONFIG: target }, prepare: renew },
    {
      name: NAMES.replayed,
      argv: conf,
      cwd: tree.folder,
      env: { ...kbuild, KCONFIG_CONFIG: target, ...replay },
      prepare: renew,
    },
    predict(NAMES.cold, '--no-cache'),
    predict(NAMES.warm),
    predict(NAMES.coldFile, '--no-cache', '--toolchain', probes.json),
    predict(NAMES.warmFile, '--toolchain', probes.json),
    { name: NAMES.trivialC, argv: [tree.conf, '--alldefconfig', 'Kconfig'], ...start },
    { name: NAMES.trivialKcheck, argv: [process.execPath, kcheck, 'conf', '--alldefconfig', 'Kconfig'], ...start },
    { name: NAMES.node, argv: [process.execPath, empty], cwd: folder, env: plain },
  ]
}
