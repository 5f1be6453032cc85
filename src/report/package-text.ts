/**
 * What is said of packages before the modules in them: what each is, and whether it would be installed.
 */
import type { JudgedPackage } from '../workspace/package-outcome.ts'
import { counted } from './check-words.ts'
import { packageFindingWords } from './package-words.ts'
import { printable, shortened } from './printable.ts'
import type { Style } from './style.ts'

const line = (text: string): string => `${text}\n`

/** Names and versions are of the package, and may be anything. */
const told = (text: string): string => printable(shortened(text))

const headOf = ({ file, name, version }: JudgedPackage, style: Style): string =>
  `${style.strong(printable(shortened(file, 4096)))}: ${told(name === '' ? 'a package without a name' : `${name} ${version}`)}`

const verdictOf = ({ verdict, requires }: JudgedPackage, style: Style): string => {
  if (requires === null) return 'depends on no kernel'
  switch (verdict) {
    case 'fits':
      return `its dependency ${told(requires.text)} is met`
    case 'refused':
      return style.error('refused')
    case 'unchecked':
      if (requires.vermagic === undefined)
        return `depends on ${told(requires.text)}, which says nothing of a configuration`
      return `depends on ${told(requires.text)}; whether the device has that was not looked at (--kernel-package VERSION)`
  }
}

const toolLines = ({ tools }: JudgedPackage, style: Style): string =>
  (['opkg', 'apk'] as const)
    .flatMap((tool) => (tools?.[tool] ?? '').split('\n').map((text) => ({ tool, text })))
    .filter(({ text }) => text !== '')
    .map(({ tool, text }) => line(`  ${style.dim(`${tool}:`)} ${told(text.replaceAll('\t', '  '))}`))
    .join('')

/** All about one package. */
const packageText = (one: JudgedPackage, style: Style): string => {
  let text = line(`${headOf(one, style)}, ${counted(one.modules.length, 'module')}: ${verdictOf(one, style)}`)
  text += toolLines(one, style)
  for (const finding of one.findings) {
    const { cause, help } = packageFindingWords(finding)
    const label = finding.kind === 'error' ? style.error('error') : style.note('note')
    text += line(`  ${label}: ${told(cause)} ${style.dim(`[${finding.code}]`)}`)
    text += line(`    ${style.note('help')}: ${told(help)}`)
  }
  return text
}

const packageLines = (one: JudgedPackage, style: Style): string =>
  one.findings
    .map((finding) => {
      const verdict = finding.kind === 'error' ? style.error('refused') : style.note('note')
      return line(
        `${headOf(one, style)}: ${verdict}: ${told(packageFindingWords(finding).cause)} ${style.dim(`[${finding.code}]`)}`,
      )
    })
    .join('')

/** So many packages are told in full. */
const FEW = 3

const sumText = (packages: readonly JudgedPackage[], style: Style): string => {
  const words = { fits: 'would be installed', refused: 'refused', unchecked: 'not compared with a kernel package' }
  const counts = (['fits', 'refused', 'unchecked'] as const).flatMap((wanted) => {
    const count = packages.filter(({ verdict }) => verdict === wanted).length
    return count === 0 ? [] : [`${count} ${words[wanted]}`]
  })
  return line(`${style.strong(counted(packages.length, 'package'))}: ${counts.join(', ')}`)
}

/** All of a few packages; of many, those in which something is found, and the sum. Empty where there are none. */
export const packagesText = (packages: readonly JudgedPackage[], style: Style): string => {
  if (packages.length <= FEW) return packages.map((one) => packageText(one, style)).join('')
  return packages.map((one) => packageLines(one, style)).join('') + sumText(packages, style)
}
