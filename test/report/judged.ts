/** Results as the checks would make them, by hand: what the tests of the report say of modules and kernels. */
import { explainVermagic } from '../../src/kernel/explain-vermagic.ts'
import { type Fact, known, unknown } from '../../src/kernel/fact.ts'
import type { Finding, LoadResult, VersionMismatch } from '../../src/module/load-result.ts'
import type { KernelPackagePart } from '../../src/openwrt/kernel-package.ts'
import type { JudgedModule, KernelDescription, ModuleRun } from '../../src/workspace/module-outcome.ts'
import type { JudgedPackage } from '../../src/workspace/package-outcome.ts'

const stated = (text: string): Fact<string> => known(text, { kind: 'option', option: '--kernel' })

export const kernel = (given: Partial<KernelDescription> = {}): KernelDescription => ({
  release: known('6.1.0-56-amd64', { kind: 'file', file: 'utsrelease.h', line: 1 }),
  version: stated('6.1.192'),
  architecture: stated('x86'),
  vermagic: stated('6.1.0-56-amd64 SMP preempt mod_unload modversions '),
  structModuleSize: known(0x380, { kind: 'option', option: '--like' }),
  policy: known('mainline', { kind: 'option', option: '--policy' }),
  symvers: [{ file: 'Module.symvers', symbols: 24683 }],
  modversions: known(true, { kind: 'config', symbol: 'MODVERSIONS', value: 'y', file: '.config', line: 7 }),
  ...given,
})

export const loads = (given: Partial<LoadResult> = {}): LoadResult => ({
  verdict: 'loads',
  name: 'foo',
  errno: null,
  check: null,
  dmesg: [],
  taints: [],
  findings: [],
  missing: [],
  assumes: [],
  ...given,
})

/** Refused for the first of the findings. */
export const refused = (findings: readonly Finding[], given: Partial<LoadResult> = {}): LoadResult => {
  const [first] = findings
  return loads({ verdict: 'refused', errno: first?.errno ?? null, check: first?.code ?? null, findings, ...given })
}

export const error = (
  code: Finding['code'],
  args: Finding['args'] = {},
  given: Partial<Finding> = {},
): Finding & { readonly kind: 'error' } => ({ code, errno: 'ENOEXEC', args, ...given, kind: 'error' })

export const doubt = (code: Finding['code'], args: Finding['args'] = {}): Finding => ({
  code,
  kind: 'unknown',
  args,
  wanted: [{ kind: 'option', option: '--vermagic' }],
})

export const doubtful = (finding: Finding): LoadResult =>
  loads({
    verdict: 'unknown',
    findings: [finding],
    missing: [{ check: finding.code, wanted: finding.wanted ?? [] }],
  })

export const vermagicFinding = (module: string, ofKernel: string): Finding =>
  error(
    'module/vermagic',
    { module, kernel: ofKernel, reason: 'different' },
    {
      detail: { kind: 'vermagic', explanation: explainVermagic(module, ofKernel) },
    },
  )

export const mismatch = (symbol: string, given: Partial<VersionMismatch> = {}): VersionMismatch => ({
  symbol,
  module: { crc: 0x92997ed8, high: 0 },
  kernel: 0x1234,
  owner: 'vmlinux',
  ...given,
})

export const versionFinding = (mismatches: readonly VersionMismatch[], compared: number): Finding =>
  error(
    'module/symbol-version',
    { symbols: mismatches.length, first: mismatches[0]?.symbol ?? '' },
    {
      errno: 'EINVAL',
      detail: { kind: 'versions', mismatches, compared },
    },
  )

export const judged = (result: LoadResult, file = 'foo.ko'): JudgedModule => ({ file, result, tools: null })

export const run = (modules: readonly JudgedModule[], given: Partial<ModuleRun> = {}): ModuleRun => ({
  kind: 'judged',
  kernel: kernel(),
  modules,
  packages: [],
  unjudged: [],
  notes: [],
  ...given,
})

export const nothingKnown: KernelDescription = {
  release: unknown(),
  version: unknown(),
  architecture: unknown(),
  vermagic: unknown(),
  structModuleSize: unknown(),
  policy: unknown(),
  symvers: [],
  modversions: unknown(),
}

export const judgedPackage = (given: Partial<JudgedPackage> = {}): JudgedPackage => ({
  file: 'foo.ipk',
  format: 'ipk',
  name: 'kmod-foo',
  version: '6.6.73-r1',
  architecture: 'mipsel_24kc',
  requires: { text: 'kernel (= 6.6.73~a-r1)', linuxVersion: '6.6.73', linuxRelease: '1', vermagic: 'a' },
  verdict: 'fits',
  check: null,
  tools: null,
  findings: [],
  modules: ['foo.ipk:lib/modules/6.6.73/foo.ko'],
  ...given,
})

/** Refused by opkg, as its kernel package differs from the device's in these parts. */
export const refusedPackage = (differs: readonly KernelPackagePart[]): JudgedPackage =>
  judgedPackage({
    verdict: 'refused',
    check: 'package/kernel-dependency',
    tools: {
      opkg: ' * pkg_hash_check_unresolved: cannot find dependency kernel (= 6.6.73~a-r1) for kmod-foo',
      apk: null,
    },
    findings: [
      {
        code: 'package/kernel-dependency',
        kind: 'error',
        args: { needed: '6.6.73~a-r1', installed: '6.6.73~b-r1', differs, folder: '6.6.73-1-b' },
      },
    ],
  })
