/**
 * The module is relocated: apply_relocations() in kernel/module/main.c and apply_relocate_add() of the architecture (Linux
 * 6.1 and 6.12). Sections are gone through in their order, entries in theirs, up to the first that the kernel refuses.
 * Nobody looks where an entry leads, but for 32-bit ARM: one that leads out of its section or its symbol table makes the
 * kernel read or write what is not the module's.
 */
import { SHT_REL, SHT_RELA } from '../../elf/numbers.ts'
import type { Check, Load } from '../load.ts'
import { type ModuleImage, SHF_ALLOC } from '../module-image.ts'
import { applyByTable } from '../relocation/apply.ts'
import { applyX8664, type X8664State } from '../relocation/apply-x86-64.ts'
import { relocatingKernel, rulesOf, sourceArchitecture } from '../relocation/architectures.ts'
import { EntryReader } from '../relocation/entries.ts'
import { crashSection, doubtSection, moduleName, type Pass, refuseSection } from '../relocation/pass.ts'
import { x8664Ways } from '../relocation/x86-64.ts'

/** Resolved by livepatch, when what it patches is there. */
const SHF_RELA_LIVEPATCH = 0x0010_0000

/** Sections without a target whose names are looked at: each may have to be compared with those of all others. */
const MOST_PASSED_OVER = 16

/** Which sections are in the module's own memory by now, and so are relocated. */
const allocatedSections = ({ sections, index }: ModuleImage): Uint8Array => {
  const allocated = new Uint8Array(sections.count)
  for (let section = 0; section < sections.count; section++) {
    allocated[section] = ((sections.flags[section] ?? 0) & SHF_ALLOC) === 0 ? 0 : 1
  }
  // index 0 stands for "none", and the kernel clears that one's flag as well
  for (const section of [index.info, index.versions, index.percpu]) allocated[section] = 0
  for (const section of [index.symbols, index.strings]) if (section > 0) allocated[section] = 1
  return allocated
}

/** Whether the section is named after one that is to be relocated: `.rela.text`. */
const isNamedAfterAllocated = (image: ModuleImage, section: number): boolean => {
  const name = /^\.rela?(.+)$/s.exec(image.sectionName(section) ?? '')?.[1]
  return name !== undefined && image.findAllocated(name) > 0
}

/** Goes through one section. False where the kernel goes no further. */
type Apply = (pass: Pass) => boolean

const applyOf = (load: Load): Apply => {
  const srcarch = sourceArchitecture(load)
  const kernel = relocatingKernel(load)
  const rules = rulesOf(srcarch, kernel)
  const isX8664 = srcarch === 'x86' && kernel.bits === 64
  const state: X8664State = { ways: x8664Ways(kernel), rules, targets: new Map(), doubted: new Set() }
  return (pass) => {
    const table = pass.hasAddend ? rules.rela : rules.rel
    if (table === undefined) {
      const line = `module ${moduleName(load)}: REL relocation unsupported`
      refuseSection(pass, 'rel-unsupported', 'ENOEXEC', line)
      return false
    }
    return isX8664 ? applyX8664(pass, state) : applyByTable(pass, rules, table)
  }
}

/**
 * `module/relocation`: `reason`, `section` and `name` of the relocation section, `target` by name, and where one entry is
 * the reason its `entry`, `offset`, `symbol` and `type`. Reasons of an error: `unknown-type`, `rel-unsupported`,
 * `overflow`, `target-not-zero`, `unpaired-high-half`, and on ARM the two of a crash as well; of a crash:
 * `offset-out-of-section`, `symbol-out-of-table`, `into-struct-module`, and `target-out-of-table` for a section that the kernel passes over
 * because it relocates none that exists, and which by its name was to relocate one that the module needs; of a doubt:
 * `overflow`, `target-not-zero`, and `tables-overlap`, from where on nothing is looked at.
 */
export const relocations: Check = {
  name: 'relocations',
  needs: ['version', 'architecture', 'exports'],
  run(load) {
    const { image } = load
    const { sections, index, layout } = image
    if (index.symbols === 0 || image.contentOf(index.symbols) === undefined) return undefined
    const { symbols } = image
    const srcarch = sourceArchitecture(load)
    const reader = new EntryReader(image.bytes, layout, srcarch === 'mips')
    const allocated = allocatedSections(image)
    const apply = applyOf(load)
    const passedOver: Pass[] = []
    // no more than a file has room for: tables that share their bytes would make any number of entries
    let through = 0
    for (let section = 1; section < sections.count; section++) {
      const type = sections.type[section]
      if (type !== SHT_REL && type !== SHT_RELA) continue
      const target = sections.info[section] ?? 0
      const hasAddend = type === SHT_RELA
      const start = sections.offset[section] ?? 0
      const size = sections.size[section] ?? 0
      if (start + size > image.bytes.length) continue
      const step = reader.size(hasAddend)
      const end = start + Math.floor(size / step) * step
      const pass: Pass = { load, reader, symbols, allocated, section, target, start, end, hasAddend }
      if (target >= sections.count) {
        if (end > start && passedOver.length < MOST_PASSED_OVER) passedOver.push(pass)
        continue
      }
      if (allocated[target] === 0 || ((sections.flags[section] ?? 0) & SHF_RELA_LIVEPATCH) !== 0) continue
      through += size
      if (through > image.bytes.length) {
        doubtSection(pass, 'tables-overlap')
        return undefined
      }
      if (!apply(pass)) return undefined
    }
    // nothing refuses the module for it: it runs with holes where addresses should be
    const missed = passedOver.find((pass) => isNamedAfterAllocated(image, pass.section))
    if (missed !== undefined) crashSection(missed, 'target-out-of-table')
    return undefined
  },
}
