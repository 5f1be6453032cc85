/**
 * What a module's file says of itself and so of the kernel it was built for, for those that do not judge it: a reference
 * that is known to load, an exporter.
 */
import { type ElfFile, readElf, sectionNamed } from '../elf/elf-file.ts'
import { readLicence } from './licence.ts'
import { type Modinfo, readModinfo } from './modinfo.ts'
import { nameAmongModules, readThisModule } from './this-module.ts'

export interface ModuleOutline {
  readonly elf: ElfFile
  readonly modinfo: Modinfo
  /** Of struct module, else `name=` of .modinfo; undefined where neither is there. */
  readonly name: string | undefined
  readonly vermagic: string | undefined
  /** sizeof(struct module) where it was built; undefined where it has no such section. */
  readonly structModuleSize: number | undefined
  readonly proprietary: boolean
}

/** Undefined for what is no ELF file that can be read, or has nothing of a module. */
export const moduleOutline = (file: Uint8Array): ModuleOutline | undefined => {
  const elf = readElf(file)
  if (elf.kind === 'problems') return undefined
  const info = sectionNamed(elf, '.modinfo')
  const thisModule = readThisModule(elf)
  if (info === undefined && thisModule === undefined) return undefined
  const modinfo = readModinfo(info?.bytes ?? new Uint8Array(0))
  return {
    elf,
    modinfo,
    name: nameAmongModules(thisModule, modinfo),
    vermagic: modinfo.first('vermagic'),
    structModuleSize: thisModule?.size,
    proprietary: !readLicence(modinfo).gpl,
  }
}
