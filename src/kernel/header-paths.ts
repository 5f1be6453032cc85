/**
 * Where a kernel's headers lie. Follows LINUXINCLUDE in the top Makefile of Linux 6.12 (the architecture's own, those
 * generated for it, the common ones), include/asm-ARCH of 2.6.9 to 2.6.27, and the variant folders of
 * arch/xtensa/Makefile.
 */
import { type ConfigLookup, configString, configText } from './fact.ts'

export interface HeaderPlace {
  readonly build: string
  readonly source: string
  /** The folder under arch/; absent where it is not known. */
  readonly srcarch?: string
  readonly config?: ConfigLookup
}

/** Before x86 was one folder. */
const oldFolders = (srcarch: string, config: ConfigLookup | undefined): readonly string[] => {
  if (srcarch !== 'x86') return [srcarch]
  return config !== undefined && configText(config, 'X86_64') === 'y' ? ['x86', 'x86_64'] : ['x86', 'i386']
}

const architectureFolders = ({ build, source, srcarch, config }: HeaderPlace): readonly string[] => {
  if (srcarch === undefined) return []
  const arch = (root: string): string => `${root}/arch/${srcarch}`
  const variant = config === undefined ? undefined : configString(config, 'XTENSA_VARIANT_NAME')
  const variants = srcarch === 'xtensa' && variant !== undefined ? [`${arch(source)}/variants/${variant}/include`] : []
  return [`${arch(source)}/include`, `${arch(build)}/include`, `${arch(build)}/include/generated`, ...variants]
}

/** The paths at which a header named `linux/vermagic.h` or `asm/module.h` may be, the one that counts first. */
export const headerPaths =
  (place: HeaderPlace) =>
  (name: string): readonly string[] => {
    const { build, source, srcarch, config } = place
    // an architecture that has no header of its own takes the generic one: which has none is not known then
    if (srcarch === undefined && name.startsWith('asm-generic/')) return []
    const common = [`${source}/include`, `${build}/include`]
    const folders = [...architectureFolders(place), ...common]
    const paths = folders.map((folder) => `${folder}/${name}`)
    const old = name.startsWith('asm/') && srcarch !== undefined ? oldFolders(srcarch, config) : []
    return [
      ...paths,
      ...old.flatMap((arch) => common.map((root) => `${root}/asm-${arch}/${name.slice('asm/'.length)}`)),
    ]
  }
