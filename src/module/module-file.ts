/**
 * A module's file, compressed or not, as an ELF file that may be read: unpacked, past the gate, and with a `.modinfo`,
 * without which no kernel since 2.6 takes a file for a module.
 */
import { type Damaged, expand } from '../archive/expand.ts'
import type { ArchiveFormat } from '../archive/format.ts'
import { type ElfFile, type ElfSection, readElf, sectionNamed } from '../elf/elf-file.ts'
import type { ElfFinding } from '../elf/finding.ts'

export interface ModuleFile {
  readonly kind: 'module'
  /** Absent: it is not compressed. */
  readonly compression: ArchiveFormat | undefined
  /** Of the file unpacked, the signature included. */
  readonly bytes: Uint8Array
  readonly elf: ElfFile
  readonly modinfo: ElfSection
}

/** Why a file is not read as a module. */
export type ModuleFault =
  | Damaged
  /** `finding`: the first of `count`. */
  | { readonly kind: 'elf'; readonly finding: ElfFinding; readonly count: number }
  /** An ELF file without a `.modinfo` in it. */
  | { readonly kind: 'no-modinfo' }

/** The file as a module, or why not. Never throws for what is in it. */
export const openModule = (file: Uint8Array): ModuleFile | ModuleFault => {
  const expanded = expand(file)
  if (expanded.kind === 'damaged') return expanded
  const { bytes } = expanded
  const elf = readElf(bytes)
  if (elf.kind === 'problems') {
    return { kind: 'elf', finding: elf.findings[0] as ElfFinding, count: elf.findings.length }
  }
  const modinfo = sectionNamed(elf, '.modinfo')
  if (modinfo === undefined) return { kind: 'no-modinfo' }
  return { kind: 'module', compression: expanded.kind === 'plain' ? undefined : expanded.kind, bytes, elf, modinfo }
}
