/**
 * Files made of whatever means something in one: what make prints while it reads them, what its variables are then, and
 * where it stops tell how it takes each line.  What the few statements do here is the least that answers that.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AssignmentOperator,
  type Condition,
  type Expression,
  parse,
  parseExpression,
  type Reference,
  type Statement,
} from '../../../grammar/make/index.ts'
import { isPresent, runMake } from './gnu-make.ts'

class Stopped extends Error {}

const messages: Readonly<Record<string, RegExp>> = {
  'missing-separator': /^missing separator/,
  'missing-rule': /^missing rule before recipe$/,
  'recipe-before-rule': /^recipe commences before first target$/,
  'missing-endef': /^missing 'endef', unterminated 'define'$/,
  'missing-endif': /^missing 'endif'$/,
  'extra-endif': /^extraneous 'endif'$/,
  'extra-else': /^(extraneous 'else'|only one 'else' per conditional)$/,
  'invalid-condition': /^invalid syntax in conditional$/,
  'empty-name': /^empty variable name$/,
}

const codeOf = (message: string | undefined): string | undefined => {
  if (message === undefined) return undefined
  return Object.entries(messages).find(([, pattern]) => pattern.test(message))?.[0] ?? message
}

/** Reads statements as make does, as far as the lines below need it. */
class Reading {
  readonly printed: string[] = []
  private readonly variables = new Map<string, { readonly recursive: boolean; readonly value: string }>()
  private readonly expanding = new Set<string>()
  private ruleOpen = false

  run(statements: readonly Statement[]): void {
    for (const statement of statements) if (statement.tabbed !== true || !this.ruleOpen) this.read(statement)
  }

  private read(statement: Statement): void {
    if (statement.kind === 'conditional') {
      const taken = statement.branches.find(({ condition }) => condition === undefined || this.holds(condition))
      this.run(taken?.statements ?? [])
      return
    }
    if (statement.kind === 'recipe') return
    this.ruleOpen = false
    if (statement.kind === 'assignment') this.assign(statement.name, statement.operator, statement.value)
    else if (statement.kind === 'define') this.assign(statement.name, statement.operator, statement.body)
    else if (statement.kind === 'undefine') this.variables.delete(this.name(statement.name))
    else if (statement.kind === 'export' || statement.kind === 'unexport') this.declare(statement.names ?? '')
    else if (statement.kind === 'include') this.expand(statement.files)
    else if (statement.kind === 'invalid') throw new Stopped(statement.problem)
    else if (statement.kind === 'expansion') this.readExpansion(statement.text)
    else if (statement.kind === 'rule') this.readRule(statement)
  }

  /** What is exported is defined, and empty if it was not. */
  private declare(names: string): void {
    for (const name of this.expand(names).split(/\s+/)) {
      if (name !== '' && !this.variables.has(name)) this.variables.set(name, { recursive: false, value: '' })
    }
  }

  private readExpansion(text: string): void {
    const expanded = this.expand(text)
    // It may be a rule now, of which kind is not the question here.
    fc.pre(!expanded.includes(':'))
    if (expanded.trim() !== '') throw new Stopped('missing-separator')
  }

  private readRule({ header, assignment }: Extract<Statement, { kind: 'rule' }>): void {
    const { targets, name, operator, value } = assignment ?? {}
    if (targets === undefined || name === undefined || operator === undefined || value === undefined) {
      this.expand(header)
      this.ruleOpen = true
      return
    }
    const words = this.expand(targets)
      .split(/\s+/)
      .filter((word) => word !== '')
    if (words.length === 0) this.ruleOpen = true
    for (const _ of words) {
      if (this.expand(name) === '') throw new Stopped('empty-name')
      if (operator === ':=') this.expand(value)
    }
  }

  private holds(condition: Condition): boolean {
    if (condition.kind === 'invalid') throw new Stopped('invalid-condition')
    if (condition.kind === 'equal') {
      return (this.expand(condition.left) === this.expand(condition.right)) !== condition.negated
    }
    const name = this.expand(condition.name).trim()
    if (/\s/.test(name)) throw new Stopped('invalid-condition')
    return ((this.variables.get(name)?.value ?? '') !== '') !== condition.negated
  }

  private assign(nameText: string, operator: AssignmentOperator, text: string): void {
    const name = this.name(nameText)
    const old = this.variables.get(name)
    if (operator === '?=' && old !== undefined) return
    const recursive = operator === '+=' ? (old?.recursive ?? true) : operator !== ':='
    const value = recursive ? text : this.expand(text)
    const appended = operator === '+=' && old !== undefined && old.value !== '' ? `${old.value} ${value}` : value
    this.variables.set(name, { recursive, value: appended })
  }

  private name(text: string): string {
    const name = this.expand(text).trim()
    if (name === '') throw new Stopped('empty-name')
    return name
  }

  private expand(text: string | Expression): string {
    const pieces = typeof text === 'string' ? parseExpression(text) : text
    return pieces.map((piece) => (typeof piece === 'string' ? piece : this.reference(piece))).join('')
  }

  private reference(reference: Reference): string {
    if (reference.kind === 'variable') {
      const { recursive = false, value = '' } = this.variables.get(reference.name) ?? {}
      if (!recursive) return value
      if (this.expanding.has(reference.name)) {
        throw new Stopped(`Recursive variable '${reference.name}' references itself (eventually)`)
      }
      this.expanding.add(reference.name)
      const expanded = this.expand(value)
      this.expanding.delete(reference.name)
      return expanded
    }
    if (reference.kind !== 'function') throw new Error(`no meaning for ${reference.kind}`)
    const [text = ''] = reference.arguments.map((argument) => this.expand(argument))
    if (reference.name === 'value') return this.variables.get(text)?.value ?? ''
    this.printed.push(...text.split('\n'))
    return ''
  }
}

const read = (text: string): { printed: readonly string[]; stopped: string | undefined } => {
  const reading = new Reading()
  const { statements, problems } = parse(text)
  try {
    reading.run(statements)
    return { printed: reading.printed, stopped: problems[0]?.code }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    return { printed: reading.printed, stopped: error.message }
  }
}

/** `@` becomes the number of the line. */
const lines = [
  ...[
    'a := $(info @)1',
    'a = 2 # c',
    'b := x\\#y  # z',
    'b=\\\\# z',
    ' c ?= 3',
    'a+=4',
    'b  +=  5  ',
    'c::=$(info @)6',
  ],
  ...[
    '\ta := $(info @)7',
    '\tb = 8',
    'export a := $(info @)9',
    'private export b = 10',
    'export c =',
    'a$(info @) = 11',
  ],
  ...[
    'include = 12',
    'ifdef = 13',
    'export = 14',
    'else:=15',
    'endef := 16',
    'a:b = 17',
    'a b',
    'a b = 18',
    'a b := 19',
  ],
  ...[
    ':=',
    '= 20',
    'a # b = c',
    'a\\# = c',
    '$(none) = 21',
    'a = $(info (# @)) # b',
    `b := \${info @,#}`,
    '!= c',
    'a ?b = c',
  ],
  ...['export', 'unexport', 'export a b', 'unexport c $(info @)', 'undefine a', 'undefine', 'override', 'private a'],
  ...[
    't: $(info @)',
    't : u',
    't u: $(info @) ; true',
    't: a := $(info @)',
    't: b = $(info @) ; c # d',
    't: private c := $(info @)',
  ],
  ...[
    't\\: u: v',
    ': t',
    '$(none): t',
    '$(none) : a := $(info @)',
    't&: u ; true',
    ';t',
    't ; u',
    't: := $(info @)',
    't: u\\;v',
  ],
  ...['\ttrue', '\ttrue \\', '\t', '\t# comment', '\tinclude', '\t$(info @)', '\t: t', '  \ttrue'],
  ...['$(info @)', '  $(info @) # c', '$(none) ; t', '$(a)', '$(c) $(none)', 'x$(none)', '$(info @):'],
  ...[
    'ifdef a',
    'ifndef b',
    'ifdef c # c',
    'ifdef',
    'ifdef a b',
    'ifeq ($(info @),)',
    'ifneq (a, b )',
    'ifeq \'a\'   "a"',
    'ifeq bad',
  ],
  ...[
    'ifeq (a,b',
    'ifeq(a,a)',
    'ifneq ($(a),$(b))',
    'ifeq "x" "x" # c',
    'else',
    'else # c',
    'else ifdef b',
    'else ifeq (x,y)',
  ],
  ...[
    'else ifndef c',
    'else junk',
    'endif',
    'endif # c',
    ' endif',
    'endif',
    'endif',
    'endif junk',
    'ifndef never',
    'ifdef never',
  ],
  ...[
    'define c',
    'define b :=',
    'define a = # c',
    ' define b=',
    'define',
    'export define a',
    'endef',
    'endef',
    ' endef # c',
    'endefx',
  ],
  ...['include', '-include $(none)', 'sinclude', 'include # c', 'include: t', 'vpath', 'load', '-load'],
  ...[
    '# comment',
    '# comment \\',
    'a = 22 \\',
    'b := \\',
    'a\\',
    '\\',
    '   \\',
    '   ',
    '',
    '',
    '',
    '\x0c',
    '\x0b a = 23',
    'a =\x0c24',
  ],
]

const opening = fc.constantFrom(...lines.filter((found) => found.startsWith('if') && !found.includes('=')))
const parting = fc.constantFrom('else', 'else # c', 'else ifdef b', 'else ifeq (x,y)', 'else ifneq (x, y) # z')

const isDefine = (found: string): boolean => /^ *(export )?define\b(?! *=)/.test(found)
const outside = fc.constantFrom(...lines.filter((found) => !isDefine(found))).map((found) => [found])
const inDefine = fc.constantFrom(...lines.filter((found) => !isDefine(found) && !/^\s*endef/.test(found)))

/**
 * Most files should be read to their end, so most conditionals and definitions are closed.  A definition in another one
 * is not generated: where it is not read make stops at the first `endef`, so that what follows has another meaning there.
 */
const { blocks } = fc.letrec<{ block: string[]; blocks: string[] }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { arbitrary: outside, weight: 6 },
    {
      arbitrary: fc
        .tuple(opening, tie('blocks'), fc.array(fc.tuple(parting, tie('blocks')), { maxLength: 2 }))
        .map(([first, inner, parts]) => [
          first,
          ...inner,
          ...parts.flatMap(([part, rest]) => [part, ...rest]),
          'endif',
        ]),
      weight: 2,
    },
    {
      arbitrary: fc
        .tuple(fc.constantFrom(...lines.filter(isDefine)), fc.array(inDefine, { maxLength: 3 }))
        .map(([first, inner]) => [first, ...inner, '', 'endef # c']),
      weight: 1,
    },
  ),
  blocks: fc.array(tie('block'), { maxLength: 8 }).map((parts) => parts.flat()),
}))

const file = fc
  .tuple(
    fc
      .tuple(blocks, fc.constantFrom([], [], [], [], ['define c', '', 'b = 3'], ['define']))
      .map((parts) => parts.flat()),
    fc.infiniteStream(fc.constantFrom('\n', '\n', '\n', '\n', '\r\n')),
    fc.boolean(),
  )
  .map(([parts, ends, marked]) => {
    const text = parts.map((part, index) => part.replaceAll('@', String(index)) + ends.next().value).join('')
    return (marked ? '\xef\xbb\xbf' : '') + text
  })

const dump = ['a', 'b', 'c'].map((name) => `$(info ${name}=[$(value ${name})])\n`).join('')

describe.skipIf(!isPresent)('GNU make takes lines in the same way', () => {
  test('whatever the file is made of', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(file, (text) => {
        const { printed, stopped } = runMake(text + dump)
        expect(read(text + dump)).toEqual({ printed, stopped: codeOf(stopped) })
      }),
      { numRuns: Number(process.env['KCHECK_MAKE_RUNS'] ?? 500) },
    )
  })
})
