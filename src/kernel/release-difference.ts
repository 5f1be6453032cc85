/** Where two releases differ, and which part of UTS_RELEASE it is that differs: as far as their text tells it. */
import type { ReleasePart, ReleasePartKind } from './uts-release.ts'

export interface ReleaseDifference {
  readonly kind: 'release'
  readonly module: string
  readonly kernel: string
  /** The beginning that both share, cut back to where a part can begin. */
  readonly common: string
  readonly moduleRest: string
  readonly kernelRest: string
  /** The parts that can be behind it, the likeliest first. */
  readonly behind: readonly ReleasePartKind[]
  /** The part of the kernel's release in which the difference begins; absent where its parts are not known. */
  readonly part?: ReleasePart
}

/** `+`, `-00012-g0123456789ab`, `-g01234567`, `-dirty`: nothing but version control writes these. */
const SCM = /^(\+|(-\d{5})?-g[0-9a-f]{7,12}(-dirty)?|-dirty)$/

/** A distribution's counter and flavour: `-56-amd64`, `-1-default`, `+deb12-amd64`. */
const PACKAGE = /^-?\d+(\.\d+)*-[a-z]|^\+deb\d/

const sharedLength = (a: string, b: string): number => {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1
  return at
}

/** The numbers a release begins with. */
const numbersOf = (release: string): string => /^\d+\.\d+(\.\d+)?/.exec(release)?.[0] ?? ''

/** A part begins with its separator: 6.1.0-55 and 6.1.0-56 share 6.1.0. What is typed on behind all else is cut nowhere. */
const commonBeginning = (module: string, kernel: string): string => {
  const shared = module.slice(0, sharedLength(module, kernel))
  if (numbersOf(module) !== numbersOf(kernel)) return shared.replace(/\d+$/, '')
  if (shared === module || shared === kernel) return shared
  const cut = shared.slice(0, Math.max(...['-', '+', '_', '~'].map((separator) => shared.lastIndexOf(separator)), 0))
  return cut.length < numbersOf(module).length ? shared : cut
}

const LOCAL: readonly ReleasePartKind[] = ['config-localversion', 'localversion-file', 'localversion-variable']

const candidates = (module: string, kernel: string, common: string): readonly ReleasePartKind[] => {
  if (numbersOf(module) !== numbersOf(kernel)) return ['version', 'package']
  const rests = [module.slice(common.length), kernel.slice(common.length)].filter((rest) => rest !== '')
  if (rests.every((rest) => SCM.test(rest))) return ['scm', 'localversion-variable']
  // what follows without a separator was typed behind what is there: an EXTRAVERSION edited
  if (!rests.every((rest) => /^[-+.~_]/.test(rest))) return ['extraversion', ...LOCAL]
  if (rests.some((rest) => PACKAGE.test(rest))) return ['package', ...LOCAL, 'extraversion']
  return rests.some((rest) => SCM.test(rest)) ? [...LOCAL, 'scm', 'extraversion'] : [...LOCAL, 'extraversion', 'scm']
}

const partAt = (parts: readonly ReleasePart[], offset: number): ReleasePart | undefined => {
  let end = 0
  for (const part of parts) {
    if (part.text.kind === 'unknown') return undefined
    end += part.text.value.length
    if (offset < end) return part
  }
  return undefined
}

/** How two releases differ, or undefined where they do not. `parts` are those of the kernel's release. */
export const releaseDifference = (
  module: string,
  kernel: string,
  parts: readonly ReleasePart[] = [],
): ReleaseDifference | undefined => {
  if (module === kernel) return undefined
  const common = commonBeginning(module, kernel)
  const [moduleRest, kernelRest] = [module.slice(common.length), kernel.slice(common.length)]
  const part = partAt(parts, common.length)
  const behind = candidates(module, kernel, common)
  const named = part === undefined || part.kind === 'unexplained' ? behind : [part.kind, ...behind]
  return {
    kind: 'release',
    module,
    kernel,
    common,
    moduleRest,
    kernelRest,
    behind: [...new Set(named)],
    ...(part === undefined ? {} : { part }),
  }
}
