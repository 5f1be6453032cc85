/**
 * Packages that are judged: what each needs of the device's kernel package, compared with the one that it has.
 */
import { dependencyText, isIpk, type PackageContent, type PackageFormat } from '../archive/package-content.ts'
import { moduleOutline } from '../module/module-outline.ts'
import {
  differingParts,
  formatKernelPackage,
  type KernelPackage,
  parseKernelPackage,
} from '../openwrt/kernel-package.ts'
import { apkRefusal, opkgRefusal } from '../openwrt/package-tools.ts'
import { fileInPackage, type ModuleFile, type PackageShelf } from './find-modules.ts'
import type { ModuleFileProblem } from './module-outcome.ts'
import type { PackageFiles } from './package-files.ts'
import type { JudgedPackage, KernelRequirement, PackageFinding, PackageToolTexts } from './package-outcome.ts'
import { readUnpacked } from './read-unpacked.ts'

const KERNEL = 'kernel'

/** What a package needs of `kernel`. `exact`: a version, and no other; undefined where it is none of OpenWrt's. */
interface Need {
  readonly text: string
  readonly version: string | undefined
  readonly exact: KernelPackage | undefined
}

/** Several on the same package are one more than it needs: the first exact one tells. */
const needOf = ({ info, format }: PackageContent): Need | undefined => {
  const all = info.dependencies.filter(({ name, conflict }) => name === KERNEL && !conflict)
  const dependency = all.find(({ operator }) => operator === '=') ?? all[0]
  if (dependency === undefined) return undefined
  const version = dependency.operator === '=' ? dependency.version : undefined
  const exact = version === undefined ? undefined : parseKernelPackage(version)
  return { text: dependencyText(dependency, format), version, exact }
}

/** Three numbers; undefined for what is no release of Linux. */
const linuxNumbers = (release: string): string | undefined => {
  const [, version, patchlevel, sublevel = '0'] = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(release) ?? []
  return version === undefined ? undefined : [version, patchlevel, sublevel].map(Number).join('.')
}

const releaseOf = (bytes: Uint8Array): string | undefined => {
  const unpacked = readUnpacked(() => bytes)
  const vermagic = unpacked instanceof Uint8Array ? moduleOutline(unpacked)?.vermagic : undefined
  return vermagic?.split(' ', 1)[0]
}

export class PackageJudge implements PackageShelf {
  /** By path. */
  readonly #judged = new Map<string, JudgedPackage>()
  /** Whether one of them is for a kernel of OpenWrt's. */
  needsKernel = false
  readonly #files: PackageFiles
  /** The device's. */
  readonly #kernel: KernelPackage | undefined

  constructor(files: PackageFiles, kernel: KernelPackage | undefined) {
    this.#files = files
    this.#kernel = kernel
  }

  /** In the order in which they were met. */
  get judged(): readonly JudgedPackage[] {
    return [...this.#judged.values()]
  }

  look(file: ModuleFile): readonly string[] | ModuleFileProblem {
    const content = this.#files.openPackage(file.path)
    if (content.kind !== 'package') {
      // other programs have files of that name; in a folder nobody asked for them
      return !file.isNamed && content.kind === 'damaged' && content.code === 'archive/no-package' ? [] : content
    }
    const need = needOf(content)
    const isOfModules = content.files.length > 0 || need !== undefined
    if (isOfModules || file.isNamed) this.#judged.set(file.path, this.#judge(file, content, need))
    if (need?.version !== undefined) this.needsKernel = true
    if (content.files.length === 0 && file.isNamed) return { kind: 'no-modules-in-package' }
    return content.files.map(({ path }) => path)
  }

  #judge(found: ModuleFile, content: PackageContent, need: Need | undefined): JudgedPackage {
    const file = this.#judged.get(found.path)?.file ?? found.file
    const { format, info } = content
    const refusal = need === undefined ? undefined : this.#refusal(need, format)
    const [installed, needed] = [refusal?.args.installed, need?.version ?? '']
    return {
      file,
      format,
      name: info.name,
      version: info.version,
      architecture: info.architecture,
      requires: need === undefined ? null : requirementOf(need),
      verdict: refusal !== undefined ? 'refused' : this.#isChecked(need) ? 'fits' : 'unchecked',
      check: refusal?.code ?? null,
      tools: installed === undefined ? null : this.#tools(content, needed, installed),
      findings: [...(refusal === undefined ? [] : [refusal]), ...mistaken(file, content, need)],
      modules: content.files.map(({ path }) => fileInPackage(file, path)),
    }
  }

  #isChecked(need: Need | undefined): boolean {
    return need === undefined || (this.#kernel !== undefined && need.version !== undefined)
  }

  #refusal({ version, exact }: Need, format: PackageFormat): Extract<PackageFinding, { kind: 'error' }> | undefined {
    const kernel = this.#kernel
    if (kernel === undefined || version === undefined) return undefined
    const differs = exact === undefined ? [] : differingParts(exact, kernel)
    if (exact !== undefined && differs.length === 0) return undefined
    // in the style of what is needed, so that they can be compared; apk knows only one
    const style = exact?.style ?? (isIpk(format) ? kernel.style : 'tilde')
    const installed = formatKernelPackage(kernel, style)
    const args = { needed: version, installed, differs, folder: formatKernelPackage(kernel, 'dashes') }
    return { code: 'package/kernel-dependency', kind: 'error', args }
  }

  #tools({ format, info }: PackageContent, kernel: string, installed: string): PackageToolTexts {
    const refused = { name: info.name, version: info.version, kernel }
    return isIpk(format)
      ? { opkg: opkgRefusal(refused, this.#kernel?.linuxVersion ?? ''), apk: null }
      : { opkg: null, apk: apkRefusal(refused, installed) }
  }
}

const requirementOf = ({ text, exact }: Need): KernelRequirement => {
  if (exact === undefined) return { text }
  const { linuxVersion, linuxRelease, vermagic } = exact
  return { text, linuxVersion, linuxRelease, vermagic }
}

/** Modules that were built for another release of Linux than the package says. */
const mistaken = (file: string, { files }: PackageContent, need: Need | undefined): readonly PackageFinding[] => {
  const linuxVersion = need?.exact?.linuxVersion
  const expected = linuxVersion === undefined ? undefined : linuxNumbers(linuxVersion)
  if (linuxVersion === undefined || expected === undefined) return []
  return files.flatMap(({ path, bytes }): readonly PackageFinding[] => {
    const release = releaseOf(bytes)
    const numbers = release === undefined ? undefined : linuxNumbers(release)
    if (release === undefined || numbers === undefined || numbers === expected) return []
    const args = { module: fileInPackage(file, path), release, linuxVersion }
    return [{ code: 'package/linux-version', kind: 'note', args }]
  })
}
