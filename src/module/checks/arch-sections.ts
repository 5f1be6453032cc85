/**
 * Sections without which an architecture cannot place a module.
 * Follows module_frob_arch_sections() of each architecture (Linux 6.1 and 6.12).
 */
import type { Check, Load } from '../load.ts'

interface Required {
  readonly srcarch: string
  readonly bits?: 32 | 64
  /** Any of these will do, each with the configuration that makes it needed. */
  readonly sections: readonly string[]
  readonly line: (name: string) => string
}

const missing =
  (what: string) =>
  (name: string): string =>
    `${name}: module ${what} section(s) missing`

const REQUIRED: readonly Required[] = [
  { srcarch: 'powerpc', bits: 64, sections: ['.stubs'], line: (name) => `${name}: doesn't contain .stubs.` },
  {
    srcarch: 'powerpc',
    bits: 32,
    sections: ['.plt', '.init.plt'],
    line: () => "Module doesn't contain .plt or .init.plt sections.",
  },
  { srcarch: 'arm64', sections: ['.plt', '.init.plt'], line: missing('PLT') },
  { srcarch: 'alpha', sections: ['.got'], line: (name) => `module ${name}: no got section` },
]

const check = (load: Load): undefined => {
  const { srcarch } = load.kernel.facts.architecture
  if (srcarch.kind === 'unknown') return
  for (const { srcarch: of, bits, sections, line } of REQUIRED) {
    if (of !== srcarch.value || (bits !== undefined && bits !== load.image.layout.bits)) continue
    const absent = sections.find((section) => load.image.findAll(section).length === 0)
    if (absent === undefined) continue
    load.log(line(load.structName ?? ''))
    load.refuse('module/arch-sections', 'ENOEXEC', { section: absent })
    return
  }
}

export const archSections: Check = { name: 'arch-sections', needs: ['architecture.srcarch'], run: check }
