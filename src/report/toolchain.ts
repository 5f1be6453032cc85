/**
 * What a recorded toolchain holds, and what is wrong with a file that is none, in words.
 */
import type { Toolchain, ToolchainDiagnostic } from '../probe/toolchain.ts'

const oneLine = (answer: string): string => answer.replace(/\n+$/, '').replaceAll('\n', ' ')

/** The variables, then each command with its answer. Text as it is inside, latin1. */
export const toolchainText = ({ environment, probes }: Toolchain): string => {
  const variables = [...environment].map(([name, value]) => `${name}=${value}\n`)
  const answers = [...probes].map(([command, answer]) => `$ ${command}\n${oneLine(answer)}\n`)
  const count = `${environment.size} variables, ${probes.size} probes\n`
  return [...variables, ...(variables.length > 0 ? ['\n'] : []), ...answers, '\n', count].join('')
}

/** What keeps a file from being a recorded toolchain: a finding of `parseToolchain` in words. */
export const toolchainReason = ({ code, args }: ToolchainDiagnostic): string => {
  switch (code) {
    case 'toolchain/not-json':
      return `it is not JSON (${args['reason']})`
    case 'toolchain/unknown-schema':
      return `its schema is ${args['schema']}, which is not ${args['known']}`
    case 'toolchain/unexpected-value':
      return `${args['path']} should be of type ${args['expected']} and is ${args['found']}`
  }
}

/** One line for the file that a finding names. */
export const toolchainProblem = (diagnostic: ToolchainDiagnostic): string =>
  `kcheck: ${diagnostic.args['file']}: no recorded toolchain: ${toolchainReason(diagnostic)}\n`
