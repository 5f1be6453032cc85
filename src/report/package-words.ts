/**
 * Our words for what is found of packages.
 */
import type { KernelPackagePart } from '../openwrt/kernel-package.ts'
import type { PackageCheck, PackageFinding } from '../workspace/package-outcome.ts'
import type { FindingWords } from './module-words.ts'

/** What is wrong, in lower case; it names the check in lists. */
export const PACKAGE_CHECK_WORDS: Readonly<Record<PackageCheck, string>> = {
  'package/kernel-dependency': 'the package needs another kernel package',
  'package/linux-version': 'a module was built for another release of Linux than its package needs',
}

type Dependency = Extract<PackageFinding, { code: 'package/kernel-dependency' }>

/** What the most significant part that differs means. */
const DIFFERS: Readonly<Record<KernelPackagePart, string>> = {
  linuxVersion: 'another release of Linux',
  linuxRelease: 'the same Linux, but another LINUX_RELEASE (the number of its packaging)',
  vermagic: 'the same Linux with another configuration: the hash differs',
}

const dependencyWords = ({ needed, installed, differs, folder }: Dependency['args']): FindingWords => {
  const [first] = differs
  const meaning = first === undefined ? 'that is no version of such a package' : DIFFERS[first]
  const take = `take the package from kmods/${folder} of the release that the device runs`
  const build =
    first === 'vermagic'
      ? 'or build it with exactly the kernel configuration of that release, feeds and all (config.buildinfo)'
      : 'or build it in a tree of exactly that release'
  return {
    cause: `it needs kernel ${needed}, and the device has ${installed}: ${meaning}`,
    details: [],
    help: `${take}, ${build}; to force it may crash the device`,
  }
}

/** The words for a finding. */
export const packageFindingWords = (finding: PackageFinding): FindingWords => {
  switch (finding.code) {
    case 'package/kernel-dependency':
      return dependencyWords(finding.args)
    case 'package/linux-version': {
      const { module, release, linuxVersion } = finding.args
      return {
        cause: `${module} was built for Linux ${release}, and its package needs a kernel of ${linuxVersion}`,
        details: [],
        help: 'build the package again from a clean tree: it holds what was left of another kernel',
      }
    }
  }
}
