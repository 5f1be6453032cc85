/**
 * Debian's kernels whose packages are unpacked in the working folder (`kernels/ARCH`, `images/NAME/ARCH`), and how each
 * was built: what the image lists as its modules, and the configuration it was made from.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { workFolder } from '../place/work-folder.ts'
import type { BuildLines, Kind } from './build-lines.ts'

/** Debian's architectures, as `make ARCH=…` has them. */
const ARCH_OF: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64'],
  ['arm64', 'arm64'],
  ['armel', 'arm'],
  ['armhf', 'arm'],
  ['i386', 'i386'],
  ['mips64el', 'mips'],
  ['mipsel', 'mips'],
  ['ppc64el', 'powerpc'],
  ['riscv64', 'riscv'],
  ['s390x', 's390'],
])

/** An unpacked kernel. */
export interface PackageKernel {
  /** 6.1.0-56-amd64. */
  readonly release: string
  /** 6.1.192, off the configuration's header. */
  readonly version: string
  readonly arch: string
  readonly config: string
  /** lib/modules/RELEASE. */
  readonly modules: string
}

const kernelsIn = (root: string, arch: string): readonly PackageKernel[] => {
  const folder = join(root, 'lib/modules')
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((release) => {
    const config = join(root, `boot/config-${release}`)
    const modules = join(folder, release)
    if (!existsSync(config) || !existsSync(join(modules, 'modules.order'))) return []
    // # Linux/x86 6.1.192 Kernel Configuration
    const head = readFileSync(config, 'latin1').slice(0, 400)
    const version = /^# Linux\/\w+ (\S+) Kernel Configuration$/m.exec(head)?.[1]
    return version === undefined ? [] : [{ release, version, arch, config, modules }]
  })
}

/** All that are there, each release once, sorted. */
export const packageKernels = (): readonly PackageKernel[] => {
  const images = join(workFolder(), 'images')
  const places = [
    join(workFolder(), 'kernels'),
    ...(existsSync(images) ? readdirSync(images).map((name) => join(images, name)) : []),
  ]
  const found = places.flatMap((place) => [...ARCH_OF].flatMap(([name, arch]) => kernelsIn(join(place, name), arch)))
  const byRelease = new Map(found.map((kernel) => [kernel.release, kernel]))
  return [...byRelease.values()].sort((a, b) => (a.release < b.release ? -1 : 1))
}

/** The image's own lists. `kernel/` stands before each path of modules.order, as it is installed. */
export const packageLines = ({ modules }: PackageKernel): BuildLines => {
  const read = (name: string): string => readFileSync(join(modules, name), 'latin1')
  return new Map<Kind, string>([
    ['modules.order', read('modules.order').replace(/^kernel\//gm, '')],
    ['modules.builtin', read('modules.builtin')],
  ])
}
