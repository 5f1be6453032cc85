/**
 * `npm run oracle:debian`: Debian's own kernel configurations, resolved by kcheck against the source of the same version
 * with no toolchain at all. The headers package's configuration must come out byte for byte, the image package's with
 * the lines that Debian takes out of it. Exits 1 if anything differs, or if nothing could be compared.
 *
 *   --linux 6.1|6.12          the kernel series (6.1)
 *   --archs amd64,arm64,…     Debian architectures (amd64,arm64,armhf,i386)
 */
import { type DebianKernel, ensureDebianKernel, FLAVOURS } from './debian/kernel-packages.ts'
import { ensureKernelSource } from './debian/kernel-source.ts'
import { linesTakenOut, predictDifference } from './debian/predict-check.ts'
import { type PrivateApt, privateApt } from './debian/private-apt.ts'
import { type LinuxSeries, oneSeries } from './place/kernel-tree.ts'
import { runScript, say, scriptOptions, UsageError } from './place/script.ts'

/** The kernel and its source, or why they cannot be had. */
const fetched = (
  architecture: string,
  series: LinuxSeries,
): { readonly kernel: DebianKernel; readonly tree: string } | { readonly why: string } => {
  let opened: PrivateApt | undefined
  const apt = (): PrivateApt => {
    opened ??= privateApt(architecture, say)
    return opened
  }
  try {
    const kernel = ensureDebianKernel(architecture, series, apt)
    return { kernel, tree: ensureKernelSource(series, kernel.version, apt) }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) }
  }
}

const main = (): number => {
  const values = scriptOptions({
    linux: { type: 'string', default: '6.1' },
    archs: { type: 'string', default: 'amd64,arm64,armhf,i386' },
  })
  const series = oneSeries(values.linux)
  const architectures = values.archs.split(',')
  const unknown = architectures.filter((name) => !FLAVOURS.has(name))
  if (unknown.length > 0) throw new UsageError(`--archs ${unknown.join(',')}: of ${[...FLAVOURS.keys()].join(' ')}`)
  let [compared, good, skipped] = [0, 0, 0]
  for (const architecture of architectures) {
    const found = fetched(architecture, series)
    if ('why' in found) {
      skipped += 2
      say(`${architecture}: skipped: ${found.why}`)
      continue
    }
    const { kernel, tree } = found
    const checks = [
      { name: 'headers', config: kernel.headersConfig, added: [] },
      { name: 'image', config: kernel.imageConfig, added: linesTakenOut(kernel.headersConfig) },
    ]
    for (const { name, config, added } of checks) {
      const difference = predictDifference(config, tree, added)
      compared++
      if (difference === '') good++
      const come = added.length === 0 ? 'identical' : `${added.length} lines added, nothing else changed`
      const outcome = difference === '' ? come : `different\n${difference}`
      say(`${architecture} ${name} ${kernel.release} (Linux ${kernel.version}): ${outcome}`)
    }
  }
  say(`${good} of ${compared} as expected, ${skipped} skipped`)
  return compared > 0 && good === compared ? 0 : 1
}

await runScript(main)
