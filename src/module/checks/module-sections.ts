/**
 * The sections that a module must have: its description, struct module, symbols and their strings.
 * Follows setup_load_info() in kernel/module/main.c (Linux 6.1) and elf_validity_cache_index_…() (6.12), which asks for
 * each exactly once and knows how large struct module is.
 */
import { SHT_NOBITS, SHT_STRTAB, SHT_SYMTAB } from '../../elf/numbers.ts'
import type { Check, Ending, Load } from '../load.ts'
import { readModinfo } from '../modinfo.ts'
import { SHF_ALLOC } from '../module-image.ts'
import { nameField, THIS_MODULE } from '../this-module.ts'
import { refuseLink } from './section-table.ts'

const NAMELESS = '(missing .modinfo section or name field)'

/**
 * The texts that the kernel finds: they begin in the section, the first one even if that is empty, and the last goes on to
 * its NUL, wherever that is.
 */
const modinfoBytes = (load: Load, index: number): Uint8Array | undefined => {
  const { image } = load
  const content = image.contentOf(index)
  if (content === undefined || (content.length > 0 && content[content.length - 1] === 0)) return content
  const last = content.lastIndexOf(0) + 1
  const rest = image.textAt((image.sections.offset[index] ?? 0) + last)
  return rest === undefined ? undefined : Buffer.concat([content.subarray(0, last), Buffer.from(rest, 'latin1')])
}

const readInfo = (load: Load, index: number): Ending => {
  load.image.index.info = index
  if (index === 0) return undefined
  const bytes = modinfoBytes(load, index)
  if (bytes === undefined) {
    load.crash('module/modinfo', { section: index, reason: 'out-of-file' })
    return 'stop'
  }
  load.modinfo = readModinfo(bytes)
  load.name = load.modinfo.first('name')
  return undefined
}

const namesModule = (load: Load, index: number): Ending => {
  const { image } = load
  image.index.module = index
  const at = (image.sections.offset[index] ?? 0) + nameField(image.layout.bits).start
  const name = image.textAt(at)
  if (name === undefined) {
    load.crash('module/this-module', { section: index, reason: 'out-of-file' })
    return 'stop'
  }
  load.structName = name
  load.name ??= name
  return undefined
}

const noSymbols = (load: Load, count: number): Ending => {
  load.log(`${load.name ?? NAMELESS}: module has no symbols (stripped?)`)
  load.refuse('module/no-symbols', 'ENOEXEC', { count })
  return 'stop'
}

const symbolTables = (load: Load): readonly number[] => {
  const { count, type } = load.image.sections
  const found: number[] = []
  for (let index = 1; index < count; index++) if (type[index] === SHT_SYMTAB) found.push(index)
  return found
}

const usesSymbols = (load: Load, index: number): void => {
  load.image.index.symbols = index
  load.image.index.strings = load.image.sections.link[index] ?? 0
}

/** What is found by name alone, and need not be there. */
const findOptional = (load: Load): Ending => {
  const { image } = load
  image.index.versions = load.attempt.ignoreModversions ? 0 : image.findAllocated('__versions')
  image.index.percpu = image.findAllocated('.data..percpu')
  return undefined
}

const runEarly = (load: Load): Ending => {
  const { image } = load
  const ending = readInfo(load, image.findAllocated('.modinfo'))
  if (ending !== undefined) return ending
  const [symbols] = symbolTables(load)
  if (symbols === undefined) return noSymbols(load, 0)
  usesSymbols(load, symbols)
  const module = image.findAllocated(THIS_MODULE)
  if (module === 0) {
    load.log(`${load.name ?? NAMELESS}: No module found in object`)
    const reason = image.findAll(THIS_MODULE).length > 0 ? 'not-allocated' : 'missing'
    load.refuse('module/this-module', 'ENOEXEC', { reason })
    return 'stop'
  }
  return namesModule(load, module) ?? findOptional(load)
}

/** The sections as kernels before 6.12 look for them: the first of each that is allocated. */
export const firstSections: Check = { name: 'first-sections', needs: [], run: runEarly }

const refuseModule = (load: Load, reason: string, text: string): Ending => {
  load.log(`module ${load.name ?? NAMELESS}: ${text}`)
  load.refuse('module/this-module', 'ENOEXEC', { reason })
  return 'stop'
}

const checkThisModule = (load: Load): Ending => {
  const found = load.image.findAll(THIS_MODULE)
  const [index = 0] = found
  const { type, flags } = load.image.sections
  if (found.length !== 1) {
    const reason = found.length === 0 ? 'missing' : 'several'
    return refuseModule(load, reason, `Exactly one ${THIS_MODULE} section must exist.`)
  }
  if (type[index] === SHT_NOBITS) return refuseModule(load, 'nobits', `${THIS_MODULE} section must have a size set`)
  if (((flags[index] ?? 0) & SHF_ALLOC) === 0) {
    return refuseModule(load, 'not-allocated', `${THIS_MODULE} must occupy memory during process execution`)
  }
  load.image.index.module = index
  return undefined
}

/** A kernel that asks for the size knows it; we may not. */
const checkSize = (load: Load): Ending => {
  const size = load.image.sections.size[load.image.index.module] ?? 0
  const expected = load.need(load.kernel.structModuleSize, 'module/this-module-size', ['ENOEXEC'], { size })
  if (expected === undefined || expected === size) return undefined
  load.log(
    `module ${load.name ?? NAMELESS}: ${THIS_MODULE} section size must match the kernel's built struct module size at run time`,
  )
  load.refuse('module/this-module-size', 'ENOEXEC', { size, expected })
  // another structure, but what follows can still be read
  return undefined
}

const checkStrings = (load: Load): Ending => {
  const { type } = load.image.sections
  const { symbols, strings } = load.image.index
  const count = load.image.header?.e_shnum ?? 0
  if (strings === 0 || strings >= count) return refuseLink(load, symbols, strings, count)
  if (type[strings] === SHT_STRTAB) return undefined
  load.log(`Invalid ELF symbol string table type: ${type[strings]}`)
  load.refuse('module/elf-symbol-strings', 'ENOEXEC', { section: strings, type: type[strings] ?? 0 })
  return 'stop'
}

const runStrict = (load: Load): Ending => {
  const { image } = load
  const infos = image.findAll('.modinfo')
  if (infos.length > 1) {
    load.log('Only one .modinfo section must exist.')
    load.refuse('module/modinfo', 'ENOEXEC', { reason: 'twice' })
    return 'stop'
  }
  const ending = readInfo(load, infos[0] ?? 0) ?? checkThisModule(load) ?? checkSize(load)
  if (ending !== undefined) return ending
  const tables = symbolTables(load)
  const [symbols = 0] = tables
  if (tables.length !== 1) return noSymbols(load, tables.length)
  usesSymbols(load, symbols)
  return checkStrings(load) ?? namesModule(load, image.index.module) ?? findOptional(load)
}

/** The sections as kernels since 6.12 look for them. */
export const onlySections: Check = { name: 'only-sections', needs: ['structModuleSize'], run: runStrict }
