/**
 * What a user asks of a kernel's own strings with `--expect`, and what is said where the text asks a buildroot instead, or
 * a buildroot is asked for a kernel's string.
 */
import { type FileSystem, listIfThere } from '../files/file-system.ts'
import { type ExpectedMagic, type OtherMessage, readMagic } from '../kernel/expected-magic.ts'
import { type Expectation, readExpectation } from '../openwrt/expectation.ts'

export type MagicProblem =
  /** The text holds no string of a kernel: `hash` where it is of a buildroot's kernel, `about` what it speaks of instead. */
  | { readonly kind: 'no-magic'; readonly folder: string; readonly hash?: Expectation; readonly about?: OtherMessage }
  | { readonly kind: 'several-magics'; readonly expected: readonly ExpectedMagic[] }
  /** The text asks for a kernel's own string, which a buildroot's hash is not. `kernels`: folders of its kernels. */
  | {
      readonly kind: 'magic-of-kernel'
      readonly folder: string
      readonly expected: readonly ExpectedMagic[]
      readonly kernels: readonly string[]
    }

/** Ends the work where what is asked for cannot be compared here. */
export class MagicStop extends Error {
  readonly problem: MagicProblem
  constructor(problem: MagicProblem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** Where a buildroot unpacks its kernels: build_dir/target-NAME/linux-BOARD_SUBTARGET/linux-6.6.73. */
const kernelsOf = (files: FileSystem, folder: string): readonly string[] => {
  const below = (path: string, names: RegExp): readonly string[] =>
    listIfThere(files, path)
      .filter((name) => names.test(name))
      .sort()
      .map((name) => `${path}/${name}`)
  return below(`${folder}/build_dir`, /^target-/)
    .flatMap((target) => below(target, /^linux-/))
    .flatMap((board) => below(board, /^linux-\d/))
    .filter((path) => files.kind(`${path}/Makefile`) === 'file')
}

/** Throws a `MagicStop` where a text without a hash asks for a kernel's string. */
export const refuseMagic = (text: string, files: FileSystem, folder: string): void => {
  if (readExpectation(text).kind !== 'none') return
  const reading = readMagic(text)
  if (reading.kind === 'none') return
  const expected = reading.kind === 'several' ? reading.expected : [reading.expected]
  throw new MagicStop({ kind: 'magic-of-kernel', folder, expected, kernels: kernelsOf(files, folder) })
}

/** What a text asks of the kernel in `folder`; `hasHash`: it has one of OpenWrt's. Throws a `MagicStop`. */
export const readExpectedMagic = (text: string, folder: string, hasHash: boolean): ExpectedMagic => {
  const asked = hasHash ? readExpectation(text) : undefined
  if (asked?.kind === 'expected') {
    const { vermagic, linuxVersion } = asked.expectation
    return { kind: 'hash', text: vermagic, ...(linuxVersion === undefined ? {} : { linuxVersion }) }
  }
  const reading = readMagic(text)
  if (reading.kind === 'expected') return reading.expected
  if (reading.kind === 'several') throw new MagicStop({ kind: 'several-magics', expected: reading.expected })
  const hash = readExpectation(text)
  throw new MagicStop({
    kind: 'no-magic',
    folder,
    ...(reading.about === undefined ? {} : { about: reading.about }),
    ...(hash.kind === 'expected' ? { hash: hash.expectation } : {}),
  })
}
