/**
 * The second stage as slowly and as plainly as it can be said: every step makes a text, and the next one reads it, with
 * regular expressions as the tree's own scripts have them (of bytes: `\s` would take a no-break space for white space).
 */

type Values = Map<string, string>

const dump = (values: Values): string =>
  [...values.keys()]
    .sort()
    .map((name) => {
      const value = values.get(name)
      return value === '#undef' || value === 'n' ? `# CONFIG_${name} is not set\n` : `CONFIG_${name}=${value}\n`
    })
    .join('')

const load = (text: string, modules = false): Values => {
  const values: Values = new Map()
  const set = (name = '', value = ''): void => {
    const before = values.get(name)
    if (before === undefined || !modules || before === '#undef' || value === 'y') values.set(name, value)
  }
  for (const line of text.split('\n')) {
    const assigned = /^CONFIG_(.+?)=(.+)/.exec(line)
    const unset = /^# CONFIG_(.+?) is not set/.exec(line)
    if (assigned !== null) set(assigned[1], assigned[2])
    else if (unset !== null) set(unset[1], '#undef')
  }
  return values
}

const isTrue = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== '0'

const overrides = (config: string, packageInfo: string, keep: (token: string) => string | undefined): string => {
  const selected = new Set(config.split('\n').map((line) => /^(CONFIG_.+?)=(.+)$/.exec(line)?.[1]))
  const values: Values = new Map()
  let owner = ''
  for (const line of packageInfo.split('\n')) {
    owner = /^Package:[ \t]*(.+?)[ \t]*$/.exec(line)?.[1] ?? owner
    const wants = /^Kernel-Config:[ \t]*(.+?)[ \t]*$/.exec(line)?.[1]?.split(/[ \t]+/) ?? []
    for (const want of wants.flatMap((token) => keep(token) ?? [])) {
      const [, stated, value] = /^(.+?)=(.+)$/.exec(want) ?? []
      const name = stated ?? want
      if (selected.has(`CONFIG_PACKAGE_${owner}`) && name !== 'n') {
        if (values.get(name) !== 'y') values.set(name, value ?? 'm')
      } else if (stated === undefined && !isTrue(values.get(name))) values.set(name, 'n')
    }
  }
  return [...values.keys()]
    .sort()
    .map((name) => (values.get(name) === 'n' ? `# ${name} is not set\n` : `${name}=${values.get(name)}\n`))
    .join('')
}

/** Filters of the tests are of two numbers. */
const keeper =
  (patchver: string) =>
  (token: string): string | undefined => {
    const [filter, order, major, minor] = /@(lt|ge)(\d+)\.(\d+)/.exec(token) ?? []
    if (filter === undefined) return token
    const [here, there] = [patchver.split('.').map(Number), [Number(major), Number(minor)]]
    const difference = (here[0] ?? 0) - (there[0] ?? 0) || (here[1] ?? 0) - (there[1] ?? 0)
    return (order === 'lt' ? difference < 0 : difference >= 0) ? token.replace(filter, '') : undefined
  }

export const plainSecondStage = (
  fragments: readonly string[],
  config: string,
  packageInfo: string,
  patchver: string,
  initramfsLines: readonly string[],
): { target: string; override: string; set: string; hashed: string } => {
  const kernelLines = config
    .split('\n')
    .filter((line) => /^(#[ \t]+)?CONFIG_KERNEL/.test(line))
    .map((line) => `${line.replace('CONFIG_KERNEL_', 'CONFIG_')}\n`)
  const target =
    dump(load(fragments.join('\n'))) +
    kernelLines.join('') +
    '# CONFIG_KALLSYMS_EXTRA_PASS is not set\n# CONFIG_KALLSYMS_ALL is not set\nCONFIG_KALLSYMS_UNCOMPRESSED=y\n'
  const override = overrides(config, packageInfo, keeper(patchver))
  const values = load(target)
  for (const [name, value] of load(override, true)) {
    const before = values.get(name)
    if (isTrue(before) && (before === 'y' || value === '#undef')) continue
    values.set(name, value)
  }
  const kept = dump(values)
    .split('\n')
    .filter((line) => line !== '' && !/INITRAMFS/.test(line))
  const lines = [...kept, ...initramfsLines]
  const all = (some: readonly string[]): string => some.map((line) => `${line}\n`).join('')
  return { target, override, set: all(lines), hashed: all(lines.filter((line) => /=[ym]/.test(line)).sort()) }
}
