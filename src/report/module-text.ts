/**
 * The verdict on one module: a line of it, or all that is known.
 */
import type { Assumption, Finding, LogLine, Taint } from '../module/load-result.ts'
import type { JudgedModule, KernelDescription } from '../workspace/module-outcome.ts'
import { handful } from './check-words.ts'
import { errnoText } from './errno-text.ts'
import { wantedHelp } from './fact-text.ts'
import { CHECK_WORDS, findingWords } from './module-words.ts'
import { printable, shortened } from './printable.ts'
import type { Style } from './style.ts'

const TAINTS: Readonly<Record<Taint, string>> = {
  P: 'proprietary',
  F: 'forced',
  C: 'staging',
  O: 'out of tree',
  E: 'unsigned',
  K: 'live patch',
  N: 'test',
}

const BUILT_LICENCES: Readonly<Record<Extract<Assumption, { kind: 'built' }>['licence'], string>> = {
  stated: '',
  unstated: '; its licence is one of the GPL (there is no MODULE_LICENSE() in its sources)',
  several: '; its licence is the first that its sources state',
}

/** What is assumed, in words. */
const assumptionText = (assumption: Assumption): string => {
  switch (assumption.kind) {
    case 'loaded':
      return `loaded by then: ${assumption.modules.join(' ')}`
    case 'signature-trusted':
      return assumption.digests === 'off'
        ? 'its signature is right (--key CERT with --digests looks at it)'
        : 'its signature is right (--key CERT looks at it)'
    case 'policy':
      return `a symbol without a version is let pass, as in ${assumption.policy} (--policy NAME says otherwise)`
    case 'built':
      return `it is built without errors, and unsigned${BUILT_LICENCES[assumption.licence]}`
    case 'no-modversions':
      return 'the kernel has no CONFIG_MODVERSIONS (--config FILE tells)'
  }
}

/** `refused: ENOEXEC (Invalid module format)`. */
const verdictText = ({ result: { verdict, errno } }: JudgedModule, style: Style): string => {
  switch (verdict) {
    case 'loads':
      return style.strong('loads')
    case 'refused':
      return `${style.error('refused')}: ${errno === null ? 'with which error cannot be told' : errnoText(errno)}`
    case 'undefined':
      return `${style.error('undefined')}: the kernel does not check this and goes wrong (an oops, or worse)`
    case 'unknown':
      return `${style.warning('unknown')}: a fact is missing`
  }
}

const nameOf = ({ file }: JudgedModule): string => printable(shortened(file, 4096))

/** The finding that a module is listed under: what decides, or what cannot be told. */
export const mainFinding = ({ result: { verdict, check, findings } }: JudgedModule): Finding | undefined => {
  const deciding = findings.find(({ code, kind }) => code === check && (kind === 'error' || kind === 'crash'))
  const doubt = findings.find(({ kind }) => kind === 'unknown')
  return verdict === 'unknown' ? (doubt ?? deciding) : (deciding ?? doubt)
}

const line = (text: string): string => `${text}\n`

/** One line for a module among many: `a.ko: refused: EINVAL (Invalid parameters): 3 symbol versions differ [module/…]`. */
export const moduleLine = (module: JudgedModule, kernel: KernelDescription, style: Style): string => {
  const finding = mainFinding(module)
  const head = `${style.strong(nameOf(module))}: `
  if (finding === undefined) return line(head + verdictText(module, style))
  const { cause, help } = findingWords({ finding, result: module.result, kernel })
  const verdict = module.result.verdict === 'refused' ? verdictText(module, style) : wordOf(module, style)
  const reason = finding.kind === 'unknown' ? `${cause}: ${help}` : cause
  return line(`${head}${verdict}: ${printable(reason)} ${style.dim(`[${finding.code}]`)}`)
}

const wordOf = ({ result: { verdict } }: JudgedModule, style: Style): string =>
  verdict === 'undefined' ? style.error(verdict) : style.warning(verdict)

/** Lines of the kernel's log that are shown; a damaged module may yield one for each of its symbols. */
const LOG_SHOWN = 20
/** As long as the kernel makes one. */
const LOG_LENGTH = 1000

const logText = (dmesg: readonly LogLine[], style: Style): string => {
  if (dmesg.length === 0) return ''
  const lines = dmesg.map(
    ({ text, once }) =>
      `${style.dim('|')} ${printable(shortened(text, LOG_LENGTH))}${once ? style.dim(' (once after a boot)') : ''}`,
  )
  return [style.dim('kernel log:'), ...handful(lines, LOG_SHOWN)].map((text) => line(`  ${text}`)).join('')
}

/** Tools that name themselves need no label. */
const toolsText = ({ tools }: JudgedModule, style: Style): string => {
  const said = (['insmod', 'modprobe', 'busybox'] as const).flatMap((tool) => {
    const text = tools?.[tool]?.trimEnd() ?? ''
    const label = text.startsWith(`${tool}:`) ? '' : `${style.dim(`${tool}:`)} `
    return text === '' ? [] : [line(`  ${label}${printable(shortened(text, LOG_LENGTH))}`)]
  })
  return said.join('')
}

/** The deciding finding is the error; what else would stop the module comes after it. */
const labelOf = ({ kind }: Finding, isDeciding: boolean, style: Style): string => {
  if (kind === 'unknown') return style.warning('unknown')
  if (kind === 'note') return style.note('note')
  return isDeciding ? style.error('error') : style.error('also')
}

/** Findings of one code that are told in full. */
const SAME_SHOWN = 5

const findingsText = ({ result }: JudgedModule, kernel: KernelDescription, style: Style): string => {
  const told = new Map<string, number>()
  const helps = new Set<string>()
  let text = ''
  for (const finding of result.findings) {
    const count = (told.get(finding.code) ?? 0) + 1
    told.set(finding.code, count)
    if (count > SAME_SHOWN) continue
    const { cause, details, help } = findingWords({ finding, result, kernel })
    const label = labelOf(finding, finding === result.findings[0], style)
    text += line(`  ${label}: ${printable(cause)} ${style.dim(`[${finding.code}]`)}`)
    for (const detail of details) text += line(`    ${printable(detail)}`)
    if (!helps.has(help)) text += line(`    ${style.note('help')}: ${printable(help)}`)
    helps.add(help)
  }
  for (const [code, count] of told)
    if (count > SAME_SHOWN) text += line(`  and ${count - SAME_SHOWN} more [${code}]; --json has them all`)
  return text
}

/** Facts that are missing for a check which has no finding to say so. */
const missingText = ({ result: { missing, findings } }: JudgedModule, style: Style): string =>
  missing
    .filter(({ check }) => findings.every(({ code, kind }) => code !== check || kind !== 'unknown'))
    .map(({ check, wanted }) =>
      line(`  ${style.warning('unknown')}: whether ${CHECK_WORDS[check].short}: ${printable(wantedHelp(wanted))}`),
    )
    .join('')

/** All about one module: verdict, the kernel's log, what the tools say, findings, taints, what is assumed. */
export const moduleText = (module: JudgedModule, kernel: KernelDescription, style: Style): string => {
  const { verdict, dmesg, taints, assumes } = module.result
  let text = line(`${style.strong(nameOf(module))}: ${verdictText(module, style)}`)
  text += logText(dmesg, style) + toolsText(module, style)
  text += findingsText(module, kernel, style) + missingText(module, style)
  if (taints.length > 0 && verdict !== 'refused')
    text += line(`  taints: ${taints.map((taint) => `${taint} (${TAINTS[taint]})`).join(', ')}`)
  for (const assumption of assumes) text += line(`  assumes: ${printable(assumptionText(assumption))}`)
  return text
}
