/**
 * The checks in the order in which the kernel makes them. Until 6.1 and since 6.12 it is not the same: structure is looked
 * at more strictly, names are told apart earlier, and what is said of taints is said later.
 * Follows load_module() in kernel/module/main.c (Linux 6.1 and 6.12).
 */
import type { Check, Load } from '../load.ts'
import { alreadyLoaded } from './already-loaded.ts'
import { archSections } from './arch-sections.ts'
import { blacklist } from './blacklist.ts'
import { constructors } from './constructors.ts'
import { depends } from './depends.ts'
import { duplicateExports } from './duplicate-exports.ts'
import { elfHeader } from './elf-header.ts'
import { exportVersions } from './export-versions.ts'
import { extendedVersions } from './extended-versions.ts'
import { finalize } from './finalize.ts'
import { handOver } from './hand-over.ts'
import { layoutVersion } from './layout-version.ts'
import { livepatch } from './livepatch.ts'
import { memory } from './memory.ts'
import { moduleName } from './module-name.ts'
import { firstSections, onlySections } from './module-sections.ts'
import { parameters } from './parameters.ts'
import { percpu } from './percpu.ts'
import { relocations } from './relocations.ts'
import { sectionNames, sectionNameTable } from './section-names.ts'
import { sectionRanges, sectionRangesAndNames, sectionTable, sectionZero } from './section-table.ts'
import { signature } from './signature.ts'
import { stringTable } from './string-table.ts'
import { symbols } from './symbols.ts'
import { taintsOfLicence, taintsOfModinfo, taintsOfName, taintsOfPlace, taintsOfSignature } from './taints.ts'
import { vermagic } from './vermagic.ts'
import { writeExec } from './write-exec.ts'

const START = [handOver, signature, elfHeader, sectionTable]
const IDENTITY = [blacklist, layoutVersion, vermagic]
const PLACE = [archSections, writeExec, memory]
const ROOM = [percpu, constructors]
const END = [exportVersions, symbols, relocations, finalize, depends, duplicateExports, parameters, moduleName]

const UNTIL_6_1: readonly Check[] = [
  ...START,
  sectionNameTable,
  sectionZero,
  sectionRangesAndNames,
  firstSections,
  ...IDENTITY,
  taintsOfModinfo,
  livepatch,
  taintsOfLicence,
  ...PLACE,
  alreadyLoaded,
  taintsOfSignature,
  ...ROOM,
  taintsOfName,
  ...END,
]

const SINCE_6_12: readonly Check[] = [
  ...START,
  sectionZero,
  sectionRanges,
  sectionNames,
  onlySections,
  extendedVersions,
  stringTable,
  ...IDENTITY,
  livepatch,
  alreadyLoaded,
  ...PLACE,
  taintsOfPlace,
  ...ROOM,
  ...END,
]

/** The checks of the target's kernel; of releases between the two that were seen, those of the later one. */
export const checksOf = (load: Load): readonly Check[] => (load.changeOr('strictElf', true) ? SINCE_6_12 : UNTIL_6_1)
