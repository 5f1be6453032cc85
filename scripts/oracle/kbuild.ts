/**
 * `npm run oracle:kbuild`: what `kcheck kbuild` says a configuration builds, beside what was built, and beside what GNU
 * make makes of the tree's own makefiles (the reference walk). Exits 1 if anything differs, or if nothing was compared.
 *
 *   --only PARTS      of packages, recorded, drawn, external; separated by commas
 *   --linux SERIES    6.1, 6.12 or both (both)
 *   --name TEXT       only what has TEXT in its name
 *   --archs ARCHS     of drawn configurations, as in `make ARCH=…`: their ordinary ones
 *   --make NAMES      what to make for each: allmodconfig, allyesconfig, tinyconfig, NAME_defconfig, randconfig-SEED
 *   --random N        so many randconfigs more of each series (0)
 *   --seed N          of the first (1)
 *   --show N          differences of a kind that are shown (3)
 */
import { compareDrawn } from './kbuild/compare-drawn.ts'
import { compareExternal } from './kbuild/compare-external.ts'
import { comparePackages } from './kbuild/compare-packages.ts'
import { compareRecorded } from './kbuild/compare-recorded.ts'
import { drawnConfigs } from './kbuild/drawn-configs.ts'
import { Report } from './openwrt/report.ts'
import { someSeries } from './place/kernel-tree.ts'
import { runScript, scriptOptions, UsageError, wholeNumber } from './place/script.ts'

const PARTS = ['packages', 'recorded', 'drawn', 'external'] as const

const words = (text: string | undefined): readonly string[] | undefined => text?.split(',')

await runScript(() => {
  const values = scriptOptions({
    only: { type: 'string' },
    linux: { type: 'string', default: 'both' },
    name: { type: 'string', default: '' },
    archs: { type: 'string' },
    make: { type: 'string' },
    random: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '3' },
  })
  const parts = words(values.only) ?? PARTS
  const unknown = parts.find((part) => !(PARTS as readonly string[]).includes(part))
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}: ${PARTS.join(', ')}`)
  const series = someSeries(values.linux)
  const draw = {
    series,
    archs: words(values.archs),
    make: words(values.make),
    random: wholeNumber('--random', values.random, 0),
    seed: wholeNumber('--seed', values.seed, 0),
  }
  const report = new Report(wholeNumber('--show', values.show, 0))
  const wanted = (name: string): boolean => name.includes(values.name)
  if (parts.includes('recorded')) compareRecorded(wanted, report)
  if (parts.includes('packages')) comparePackages(series, wanted, report)
  if (parts.includes('drawn')) compareDrawn(drawnConfigs(draw), wanted, report)
  if (parts.includes('external')) compareExternal(wanted, report)
  return report.finish() ? 0 : 1
})
