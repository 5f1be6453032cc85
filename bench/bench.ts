/**
 * `npm run bench`: what kcheck costs beside what it stands in for, in one run and as ratios, since seconds differ from
 * machine to machine and from minute to minute. Processor time is of the whole process tree.
 *
 *   --rounds N   medians over so many interleaved rounds (5)
 *   --only WHAT  `config`, `modules`, `kbuild` or `openwrt`
 *   --tree DIR   an OpenWrt tree in which `make defconfig` was run (the first of KCHECK_OPENWRT_TREES)
 *   --config F   the configuration to bring up to date (Debian's where recorded data is there, else the tree's own)
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { recordedFolder } from '../scripts/oracle/kbuild/recorded-builds.ts'
import { releaseImage, seriesRelease } from '../scripts/oracle/module/release-image.ts'
import { type GivenTree, givenTrees } from '../scripts/oracle/openwrt/given-trees.ts'
import { ensureKernelTree } from '../scripts/oracle/place/kernel-tree.ts'
import { ensureProbeRecorder } from '../scripts/oracle/place/probe-recorder.ts'
import { say } from '../scripts/oracle/place/script.ts'
import { projectRoot, workFolder } from '../scripts/oracle/place/work-folder.ts'
import { recordedRuns } from '../scripts/oracle/truth/available-truth.ts'
import { DEBIAN_CONFIG } from '../scripts/oracle/truth/truth-plan.ts'
import { checkOrders, KBUILD_NAMES, kbuildPrograms } from './measure/kbuild-programs.ts'
import { MODULE_NAMES, modulePrograms } from './measure/module-programs.ts'
import { cannotMeasure, checkHashes, MACHINE_SEED, OPENWRT_NAMES, openwrtPrograms } from './measure/openwrt-programs.ts'
import { measureTrials } from './measure/openwrt-trials.ts'
import { type Cost, type Measured, medianCosts, processCost } from './measure/process-cost.ts'
import { benchPrograms, NAMES } from './measure/programs.ts'

/** What the project promises, and what else is of interest: numerator, denominator, target. */
const RATIOS: readonly (readonly [string, string, number | undefined, 'wall'?])[] = [
  [NAMES.cold, NAMES.make, 0.7],
  [NAMES.warm, NAMES.make, 0.3],
  [NAMES.coldFile, NAMES.replayed, undefined],
  [NAMES.warmFile, NAMES.replayed, undefined],
  [NAMES.trivialKcheck, NAMES.trivialC, undefined],
  [NAMES.trivialKcheck, NAMES.node, undefined],
  [MODULE_NAMES.kcheck, MODULE_NAMES.depmod, 1.5, 'wall'],
  [MODULE_NAMES.digests, MODULE_NAMES.depmod, 3, 'wall'],
  [KBUILD_NAMES.kcheck, KBUILD_NAMES.make, 0.05],
  [KBUILD_NAMES.kcheck, KBUILD_NAMES.make, 0.05, 'wall'],
  [KBUILD_NAMES.all, KBUILD_NAMES.make, undefined, 'wall'],
  [OPENWRT_NAMES.cold, OPENWRT_NAMES.make, 0.1],
  [OPENWRT_NAMES.warm, OPENWRT_NAMES.make, 0.1],
  [OPENWRT_NAMES.cold, OPENWRT_NAMES.make, undefined, 'wall'],
  [OPENWRT_NAMES.warm, OPENWRT_NAMES.make, undefined, 'wall'],
]

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    config: { type: 'string' },
    only: { type: 'string' },
    tree: { type: 'string' },
  },
})
const folder = mkdtempSync(join(workFolder(), 'bench-'))
const kcheck = join(projectRoot(), 'bin/kcheck.js')

/** One configuration of a real kernel. */
const configPrograms = (): readonly Measured[] => {
  const tree = ensureKernelTree('6.1', say)
  const recorded = recordedRuns(say)
  const debian = recorded === undefined ? undefined : join(recorded, DEBIAN_CONFIG)
  const config = values.config ?? (debian !== undefined && existsSync(debian) ? debian : join(tree.folder, '.config'))
  say(`Linux ${tree.version} x86_64, ${config}`)
  return benchPrograms({ tree, config, recorder: ensureProbeRecorder(say), kcheck, folder })
}

/** All modules of Debian's newest 6.1 that can be had. */
const modulesPrograms = (): readonly Measured[] => {
  const release = seriesRelease('6.1', 'amd64')
  const image = release === undefined ? { why: 'no release 6.1' } : releaseImage(release, 'amd64')
  if ('why' in image || release === undefined) {
    say(`modules: not measured: ${'why' in image ? image.why : ''}`)
    return []
  }
  say(`modules of ${release}`)
  return modulePrograms({ root: image.root, release, kcheck, folder })
}

/** What Debian's configuration of amd64 builds, as it was recorded. */
const wholeKernel = (): readonly Measured[] => {
  const recorded = recordedFolder()
  if (recorded === undefined) {
    say('kbuild: not measured: no kbuild/cases.tar.xz in KCHECK_ORACLE_DATA')
    return []
  }
  const tree = ensureKernelTree('6.1', say)
  say(`what Debian's configuration of Linux ${tree.version} x86_64 builds`)
  return kbuildPrograms({ tree, config: join(recorded, 'x86_64-debian/config'), kcheck, folder })
}

/** The buildroot, where there is one that can be measured. */
const buildroot = (): GivenTree | undefined => {
  const [tree] = givenTrees(values.tree === undefined ? undefined : [values.tree])
  const why = tree === undefined ? 'no --tree DIR, no KCHECK_OPENWRT_TREES' : cannotMeasure(tree)
  say(why === undefined ? `OpenWrt ${tree?.tag}, x86/64` : `openwrt: not measured: ${why}`)
  return why === undefined ? tree : undefined
}

const PARTS = ['config', 'modules', 'kbuild', 'openwrt'] as const

const measures = (what: (typeof PARTS)[number]): boolean => values.only === undefined || values.only === what

if (!PARTS.some(measures)) {
  say(`--only ${values.only}: ${PARTS.join(', ')}`)
  process.exit(2)
}

const openwrt = measures('openwrt') ? buildroot() : undefined
const programs = [
  ...(measures('config') ? configPrograms() : []),
  ...(measures('modules') ? modulesPrograms() : []),
  ...(measures('kbuild') ? wholeKernel() : []),
  ...(openwrt === undefined ? [] : openwrtPrograms({ tree: openwrt, kcheck, folder })),
]
// One round that does not count: it fills kcheck's cache and the system's, and shows what does not run at all.
const running = programs.filter((program) => {
  try {
    processCost(program)
    return true
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
    return false
  }
})
if (running.some(({ name }) => name === KBUILD_NAMES.kcheck)) say(`modules of both: ${checkOrders(folder)}`)
if (openwrt !== undefined && running.length === programs.length) say(`hash of all: ${checkHashes(folder)}`)
const costs = medianCosts(running, Number(values.rounds))
rmSync(folder, { recursive: true, force: true })

const width = Math.max(...programs.map((program) => program.name.length))
const cell = (seconds: number): string => seconds.toFixed(3).padStart(8)
const none: Cost = { cpu: Number.NaN, wall: Number.NaN }
say(`medians of ${values.rounds} rounds, seconds`)
say(`${''.padEnd(width)}  ${'cpu'.padStart(8)} ${'wall'.padStart(8)}`)
for (const [name, cost] of costs) say(`${name.padEnd(width)}  ${cell(cost.cpu)} ${cell(cost.wall)}`)
say('')
for (const [over, under, target, kind = 'cpu'] of RATIOS) {
  const ratio = (costs.get(over) ?? none)[kind] / (costs.get(under) ?? none)[kind]
  if (Number.isNaN(ratio)) continue
  const verdict = target === undefined ? '' : `  target ${target.toFixed(2)}: ${ratio <= target ? 'met' : 'missed'}`
  say(`${ratio.toFixed(2).padStart(7)}  ${over} : ${under}${kind === 'wall' ? ' (wall)' : ''}${verdict}`)
}
if (openwrt !== undefined) {
  say('')
  await measureTrials(openwrt, MACHINE_SEED)
}
