/**
 * Assigning: what an assignment does to a variable, by operator, flavour and where the variable came from; exporting and
 * taking away.
 * Follows the manual of GNU make 4.3, "Setting Variables", "Appending More Text to Variables" and "The override
 * Directive".
 */
import type { AssignmentOperator, Modifier } from '../../grammar/make/index.ts'
import { FunctionExpander } from './function-expander.ts'
import { wordsOf } from './functions/words.ts'
import { MakeStop } from './make-stop.ts'
import { joinUnknowns, type Unknowns } from './unknown.ts'
import { type Contribution, type Flavour, type Origin, Variable } from './variable.ts'

/** An assignment or a definition, its name unexpanded. */
export interface Assigned {
  readonly name: string
  readonly operator: AssignmentOperator
  readonly value: string
  readonly modifiers?: readonly Modifier[]
}

export const NO_MODIFIERS: readonly Modifier[] = []

export abstract class Assigner extends FunctionExpander {
  /** All variables are exported: `export` without names. */
  exportsAll = false

  protected assignTo(
    name: string,
    assigned: Assigned,
    source: Omit<Contribution, 'text'>,
    outer: Unknowns | undefined,
  ): void {
    const { modifiers } = assigned
    if (modifiers !== undefined) this.markExport(name, modifiers)
    this.store(name, assigned, source, outer)
    if (modifiers !== undefined) this.markExport(name, modifiers)
  }

  /** make expands a value before it sees that it must not be assigned. */
  private store(
    name: string,
    { operator, value, modifiers }: Assigned,
    source: Omit<Contribution, 'text'>,
    outer: Unknowns | undefined,
  ): void {
    const old = this.lookup(name)
    if (operator === '?=' && old !== undefined && !isOnlyPossible(old)) {
      if (outer !== undefined) this.addPart(name, { ...source, text: '', possible: value, unknowns: outer })
      return
    }
    const flavour: Flavour =
      operator === ':=' || (operator === '+=' && old?.flavour === 'simple') ? 'simple' : 'recursive'
    const { text, unknowns: own } =
      operator === '!='
        ? this.track(() => this.shell(this.expand(value)))
        : flavour === 'simple'
          ? this.expandTracked(value)
          : { text: value, unknowns: undefined }
    const origin: Origin = modifiers?.includes('override') === true ? 'override' : 'file'
    const global = this.scope.get(name)
    if (global !== undefined && !mayAssign(global.origin, origin)) return
    const unknowns = joinUnknowns(own, outer)
    const { statement, file, line, frame } = source
    // all parts have one shape
    const part: Contribution = { text, statement, file, line, frame, unknowns }
    // the value may have assigned to the variable while it was expanded
    const current = old === undefined ? undefined : this.lookup(name)
    if (operator !== '+=' || current === undefined) {
      const before = operator === '?=' ? (old?.parts ?? []) : outer === undefined ? [] : replacedParts(old, outer)
      this.define(name, flavour, origin, [...before, part])
    } else if (text !== '' || unknowns !== undefined) {
      if (current === global && current.flavour === flavour) this.addPart(name, part).origin = origin
      else this.define(name, flavour, origin, [...current.parts, part])
    }
  }

  /** The variable stays the same one: it may be the one that is being expanded. */
  private define(name: string, flavour: Flavour, origin: Origin, parts: Contribution[]): void {
    const variable = this.scope.getOwn(name)
    if (variable === undefined) return this.scope.set(new Variable(name, flavour, origin, parts))
    variable.flavour = flavour
    variable.origin = origin
    variable.parts = parts
  }

  protected addPart(name: string, part: Contribution): Variable {
    const variable = this.scope.getOwn(name) ?? new Variable(name, 'recursive', 'file', [])
    variable.parts.push(part)
    this.scope.set(variable)
    return variable
  }

  private markExport(name: string, modifiers: readonly Modifier[]): void {
    const exported = modifiers.includes('export') ? true : modifiers.includes('unexport') ? false : undefined
    const variable = exported === undefined ? undefined : this.scope.getOwn(name)
    if (variable !== undefined) variable.exported = exported
  }

  protected undefine(name: string, modifiers: readonly Modifier[]): void {
    if (name === '') throw new MakeStop('empty-name')
    const old = this.scope.get(name)
    if (old !== undefined && mayAssign(old.origin, modifiers.includes('override') ? 'override' : 'file'))
      this.scope.remove(name)
  }

  protected export(names: string | undefined, exported: boolean): void {
    if (names === undefined) {
      this.exportsAll = exported
      return
    }
    for (const name of wordsOf(this.expand(names))) {
      const variable = this.scope.getOwn(name) ?? this.scope.define(name, '', 'simple', 'file')
      variable.exported = exported
    }
  }
}

/** Whether a makefile may change a variable that came from elsewhere. */
export const mayAssign = (old: Origin, wanted: Origin): boolean =>
  wanted === 'override' || (old !== 'command line' && old !== 'override')

/** It is there for what it may have alone. */
const isOnlyPossible = ({ parts }: Variable): boolean => parts.every(({ possible }) => possible !== undefined)

/** What a variable had before an assignment that may not count. */
const replacedParts = (old: Variable | undefined, unknowns: Unknowns): readonly Contribution[] =>
  (old?.parts ?? []).flatMap((part) => {
    if (part.possible !== undefined) return [part]
    if (part.text === '') return []
    const possible = old?.flavour === 'simple' ? part.text.replaceAll('$', '$$$$') : part.text
    return [{ ...part, text: '', possible, unknowns: joinUnknowns(part.unknowns, unknowns) ?? unknowns }]
  })
