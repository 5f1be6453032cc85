/**
 * What a reader should know to understand verdicts: which kernel they are for, and what was found and assumed about it.
 */
import { basename } from 'node:path'
import type { KernelDescription, ModuleNote } from '../workspace/module-outcome.ts'
import { factText } from './fact-text.ts'
import { symversProblemText } from './symvers-problem-text.ts'

const KERNEL_BECAUSE: Readonly<Record<Extract<ModuleNote, { kind: 'kernel-found' }>['because'], string>> = {
  running: "the running kernel's",
  symvers: 'where the Module.symvers lies',
  option: 'as asked',
}

const BUILT_BECAUSE: Readonly<Record<Extract<ModuleNote, { kind: 'built-with' }>['because'], string>> = {
  option: 'as asked',
  around: 'the sources lie in it',
  target: "the kernel's own headers; --tree DIR names others",
}

const POLICY_BECAUSE: Readonly<Record<Extract<ModuleNote, { kind: 'policy-assumed' }>['because'], string>> = {
  release: 'as the release tells',
  config: 'as CONFIG_BUILD_SALT tells',
  default: 'as nothing tells the distribution: a symbol without a version is let pass',
}

const noSymversText = ({ folder, broken }: Extract<ModuleNote, { kind: 'no-symvers' }>): string => {
  const where = folder === undefined ? '' : ` in ${folder}`
  const why =
    broken === undefined
      ? ''
      : `; its link ${basename(broken.link)} points to nothing: install the headers (linux-headers-${broken.modulesName})`
  return `no Module.symvers${where}: symbols are not judged (--symvers FILE)${why}`
}

/** One line. */
export const moduleNoteText = (note: ModuleNote): string => {
  switch (note.kind) {
    case 'kernel-found':
      return `kernel ${note.folder} (${KERNEL_BECAUSE[note.because]})`
    case 'built-with':
      return `built with ${note.folder} (${BUILT_BECAUSE[note.because]})`
    case 'symvers-problem':
      return symversProblemText(note.file, note.problem)
    case 'policy-assumed':
      return `policy ${note.policy}, ${POLICY_BECAUSE[note.because]} (--policy NAME says otherwise)`
    case 'no-symvers':
      return noSymversText(note)
    case 'empty-symvers':
      return `${note.file} is empty: symbols are not judged (the build of a kernel fills it)`
    case 'load-cycle':
      return `no order of loading: ${note.files.join(', ')} need each other`
    case 'exports-of-modules':
      return `${note.symbols} ${note.symbols === 1 ? 'symbol' : 'symbols'} that no Module.symvers lists: taken from the modules themselves`
    case 'packages-without-kernel':
      return 'no kernel is named: the packages are for a device, not for the kernel that runs here (--kernel-package VERSION, --kernel DIR, --symvers FILE)'
    case 'loaded-problem':
      return `${note.file}:${note.line}: no line of /proc/modules, and no module`
  }
}

/** The kernel that verdicts are for: what is known, with its sources; what is not known shows where it matters. */
export const kernelLines = (kernel: KernelDescription): readonly string[] => {
  const { release, version, structModuleSize, symvers } = kernel
  const name = release.kind === 'known' ? release : version
  const size = structModuleSize
  return [
    ...(name.kind === 'known' ? [`release ${factText(name)}`] : []),
    ...symvers.map(({ file, symbols }) => `symvers ${file}: ${symbols} symbols`),
    // what files say needs no mention
    ...(size.kind === 'known' && size.source.kind === 'inferred'
      ? [
          `size of struct module ${factText(size, (value) => `0x${value.toString(16)}`)}; --like REF.ko or --kernel /lib/modules/RELEASE tells it for sure`,
        ]
      : []),
  ]
}
