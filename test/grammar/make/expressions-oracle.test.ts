/** Texts made of whatever means something in one: which names make asks for tells how it takes them apart. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Expression, FUNCTIONS, parseExpression, type Reference } from '../../../grammar/make/index.ts'
import { isPresent, runMake } from './gnu-make.ts'

/** Without the white space around it as it is written. */
const trimmed = (expression: Expression): Expression =>
  expression.map((piece, index) => {
    if (typeof piece !== 'string') return piece
    const start = index === 0 ? piece.trimStart() : piece
    return index === expression.length - 1 ? start.trimEnd() : start
  })

class Stopped extends Error {}

/** Expands texts where no variable is defined. */
class Expansion {
  readonly names: string[] = []

  expand(expression: Expression): string {
    return expression.map((piece) => (typeof piece === 'string' ? piece : this.reference(piece))).join('')
  }

  private reference(reference: Reference): string {
    if (reference.kind === 'function') return this.call(reference)
    if (reference.kind === 'computed') {
      const text = this.expand(reference.text)
      const [name = ''] = /^[^:]*(?=:.*=)/s.exec(text) ?? [text]
      this.names.push(name)
      return ''
    }
    if (reference.kind === 'unterminated' || reference.kind === 'too-deep') throw new Stopped()
    this.names.push(reference.name)
    return ''
  }

  private call({ name, arguments: args }: Extract<Reference, { kind: 'function' }>): string {
    if (name === 'if') {
      if (args.length < FUNCTIONS[name].minimum) throw new Stopped()
      const [condition = [], yes = [], no = []] = args
      return this.expand(this.expand(trimmed(condition)) === '' ? no : yes)
    }
    const texts = args.map((argument) => this.expand(argument))
    if (args.length < FUNCTIONS[name].minimum) throw new Stopped()
    if (name === 'strip') return (texts[0] ?? '').trim().replace(/\s+/g, ' ')
    if (name === 'subst') {
      const [from = '', to = '', text = ''] = texts
      return from === '' ? text + to : text.replaceAll(from, () => to)
    }
    throw new Error(`no meaning for ${name}`)
  }
}

const piece = fc.constantFrom(
  ...['$(', `\${`, '(', ')', '{', '}', '$(a)', `\${b}`, '$c', '$$', 'd', 'e', ',', ':', '=', '%', ' ', '  '],
  ...['$(subst ', `\${subst `, '$(if ', `\${if `, '$(strip ', 'subst ', '$(strip', ')', '}', ')', ','],
)

/** Texts that begin and end with a letter: neither blanks nor a `$` at the end are part of the question. */
const text = fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => `x${pieces.join('')}y`)

const expand = (line: string): { names: readonly string[]; result: string | undefined } => {
  const expansion = new Expansion()
  try {
    const result = expansion.expand(parseExpression(line))
    return { names: expansion.names, result }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    return { names: expansion.names, result: undefined }
  }
}

describe.skipIf(!isPresent)('GNU make takes a text apart in the same way', () => {
  test('whatever it is made of', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(text, (line) => {
        const { printed, undefinedNames, stopped } = runMake(`X := ${line}\n$(info $(value X))\n`)
        expect(expand(line)).toEqual({ names: undefinedNames, result: stopped === undefined ? printed[0] : undefined })
      }),
      { numRuns: Number(process.env['KCHECK_MAKE_RUNS'] ?? 300) },
    )
  })
})
