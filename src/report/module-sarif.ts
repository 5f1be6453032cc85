/**
 * Verdicts on modules as SARIF 2.1.0 (OASIS, 27 March 2020), for tools that show findings of a build.
 */
import type { Finding } from '../module/load-result.ts'
import { KCHECK_VERSION } from '../version.ts'
import type { JudgedModule, ModuleOutcome, ModuleRun, UnjudgedFile } from '../workspace/module-outcome.ts'
import type { JudgedPackage } from '../workspace/package-outcome.ts'
import { faultJson } from './file-fault.ts'
import { moduleProblemText } from './module-problem-text.ts'
import { CHECK_WORDS, findingWords } from './module-words.ts'
import { PACKAGE_CHECK_WORDS, packageFindingWords } from './package-words.ts'
import { printable } from './printable.ts'

/** What each rule is about, by code. */
const RULES = new Map<string, string>([
  ...Object.entries(CHECK_WORDS).map(([code, { short }]) => [code, short] as const),
  ...Object.entries(PACKAGE_CHECK_WORDS),
])
const RULE_INDEX = new Map([...RULES.keys()].map((code, index) => [code, index]))

const LEVELS = { error: 'error', crash: 'error', unknown: 'warning', note: 'note' } as const satisfies Readonly<
  Record<Finding['kind'], string>
>

/** Names keep their letters: `module_layout differs`. */
const sentence = (text: string): string =>
  /^[a-z]+[_=.\d]/.test(text) ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** A URI reference for a path: relative to where the run began, unless the path is absolute. */
const uriOf = (path: string): string => {
  const wellFormed = path.replace(/\p{Cs}/gu, '\ufffd')
  const parts = wellFormed.replace(/^(\.\/+)+/, '').split('/')
  const encoded = parts.map(encodeURIComponent).join('/')
  return path.startsWith('/') ? `file://${encoded}` : encoded
}

const locationsOf = (file: string): readonly object[] => [
  { physicalLocation: { artifactLocation: { uri: uriOf(file) } } },
]

const resultOf = (finding: Finding, { file, result }: JudgedModule, { kernel }: ModuleRun): object => {
  const { code, kind, errno } = finding
  const { cause, details, help } = findingWords({ finding, result, kernel })
  return {
    ruleId: code,
    ruleIndex: RULE_INDEX.get(code),
    level: LEVELS[kind],
    message: { text: [sentence(cause), ...details, sentence(help)].map(printable).join('\n') },
    locations: locationsOf(file),
    properties: { verdict: result.verdict, ...(errno === undefined ? {} : { errno }) },
  }
}

const packageResults = ({ file, verdict, findings }: JudgedPackage): readonly object[] =>
  findings.map((finding) => {
    const { cause, help } = packageFindingWords(finding)
    return {
      ruleId: finding.code,
      ruleIndex: RULE_INDEX.get(finding.code),
      level: LEVELS[finding.kind],
      message: { text: [sentence(cause), sentence(help)].map(printable).join('\n') },
      locations: locationsOf(file),
      properties: { verdict },
    }
  })

const notification = (text: string, file?: string): object => ({
  level: 'error',
  message: { text },
  ...(file === undefined ? {} : { locations: locationsOf(file) }),
})

const fileNotification = ({ file, problem }: UnjudgedFile): object =>
  notification(`Not judged: ${faultJson(problem).message}`, file)

const failures = (outcome: ModuleOutcome): readonly object[] =>
  outcome.kind === 'failed'
    ? [notification(sentence(moduleProblemText(outcome.problem)))]
    : outcome.unjudged.map(fileNotification)

const DRIVER = {
  name: 'kcheck',
  version: KCHECK_VERSION,
  rules: [...RULES].map(([id, short]) => ({ id, shortDescription: { text: sentence(short) } })),
}

/** The document, ending in a newline. */
export const moduleSarif = (outcome: ModuleOutcome): string => {
  const notifications = failures(outcome)
  const results =
    outcome.kind === 'failed'
      ? []
      : [
          ...outcome.packages.flatMap(packageResults),
          ...outcome.modules.flatMap((module) =>
            module.result.findings.map((finding) => resultOf(finding, module, outcome)),
          ),
        ]
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: DRIVER },
        invocations: [{ executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications }],
        results,
      },
    ],
  }
  return `${JSON.stringify(document, null, 1)}\n`
}
