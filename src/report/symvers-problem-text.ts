/**
 * What is wrong with a line of a Module.symvers, in words.
 */
import type { SymversProblem } from '../kernel/symvers-problem.ts'

const reasonOf = ({ code, args }: SymversProblem): string => {
  switch (code) {
    case 'not-symvers':
      return 'no line of such a file'
    case 'columns':
      return `${args['columns']} columns, and not ${args['fewest']} to ${args['most']}`
    case 'crc':
      return `${args['text']} is no CRC`
    case 'empty-column':
      return `no ${args['name']}`
    case 'export-word':
      return `${args['text']} is not known as a way to export`
    case 'unterminated':
      return 'the file ends within the line: it may have been cut'
  }
}

/** With its place: `Module.symvers:4:1: 1 columns, and not 3 to 5`. */
export const symversProblemText = (file: string, problem: SymversProblem): string =>
  `${file}:${problem.line}:${problem.column}: ${reasonOf(problem)}`
