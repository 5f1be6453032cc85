/**
 * Modes that answer every open question at once: all*config, alldefconfig (and defconfig), randconfig, and the ones that
 * rewrite tristate values.
 * Follows conf_set_all_new_symbols() and conf_rewrite_tristates() in scripts/kconfig/conf.c.
 */
import type { ClassicChoices } from './choice-classic.ts'
import { symbolsInside } from './choice-node.ts'
import type { Evaluator } from './evaluator.ts'
import type { GlibcRandom } from './glibc-random.ts'
import { type MenuNode, nodesBelow } from './menu-node.ts'
import { parseInteger } from './numbers.ts'
import { isLogic, type KconfigSymbol } from './symbol.ts'
import { MOD, NO, type Tristate, YES } from './tristate.ts'

export type BulkAnswer =
  | { readonly kind: 'yes' | 'mod' | 'no' | 'default' }
  | { readonly kind: 'random'; readonly random: GlibcRandom; readonly probability: Probability }

/** Chances in per cent. */
export interface Probability {
  /** A bool is y. */
  readonly boolYes: number
  readonly tristateYes: number
  readonly tristateMod: number
}

export const DEFAULT_PROBABILITY: Probability = { boolYes: 50, tristateYes: 33, tristateMod: 33 }

/**
 * KCONFIG_PROBABILITY: `N`, `Y:M` or `BOOL:Y:M`. null where a number is outside 0…100 or the tristate values exceed 100.
 * Text that is no number counts as 0.
 */
export const parseProbability = (text: string): Probability | null => {
  const numbers: number[] = []
  let rest = text
  while (rest !== '' && numbers.length < 3) {
    const match = /^[ \t\n\v\f\r]*[+-]?\d+/.exec(rest)
    const value = match === null ? 0 : Number(match[0])
    if (value < 0 || value > 100) return null
    numbers.push(value)
    const after = rest.slice(match?.[0].length ?? 0)
    const next = after.startsWith(':') ? after.slice(1) : after
    // Text that is not a number stays where it is: it fills the remaining places with 0.
    rest = next
  }
  const [a = 0, b = 0, c = 0] = numbers
  const mod = Math.trunc(a / 2)
  const result =
    numbers.length === 0
      ? DEFAULT_PROBABILITY
      : numbers.length === 1
        ? { boolYes: a, tristateYes: a - mod, tristateMod: mod }
        : numbers.length === 2
          ? { boolYes: a + b, tristateYes: a, tristateMod: b }
          : { boolYes: a, tristateYes: b, tristateMod: c }
  return result.tristateYes + result.tristateMod > 100 ? null : result
}

/** KCONFIG_SEED: a whole number, decimal, octal or hexadecimal; undefined where it is none. */
export const parseSeed = (text: string): number | undefined => {
  const { value, end } = parseInteger(text, 0)
  return end === 0 || end !== text.length ? undefined : Number(BigInt.asUintN(32, value))
}

const BULK_MODES: readonly string[] = ['allnoconfig', 'allyesconfig', 'allmodconfig', 'alldefconfig', 'randconfig']

/** The mode starts from nothing but a file of presets. */
export const isBulk = (mode: string): boolean => BULK_MODES.includes(mode)

/** What a mode does to values by itself. False where it is none that does; `random` is asked for randconfig alone. */
export const applyMode = (evaluator: Evaluator, mode: string, random: () => BulkAnswer): boolean => {
  switch (mode) {
    case 'allnoconfig':
      answerAll(evaluator, { kind: 'no' })
      return true
    case 'allyesconfig':
      answerAll(evaluator, { kind: 'yes' })
      return true
    case 'allmodconfig':
      answerAll(evaluator, { kind: 'mod' })
      return true
    case 'alldefconfig':
    case 'defconfig':
      answerAll(evaluator, { kind: 'default' })
      return true
    case 'randconfig':
      answerAll(evaluator, random())
      return true
    case 'yes2modconfig':
      rewriteTristates(evaluator, YES, MOD)
      return true
    case 'mod2yesconfig':
      rewriteTristates(evaluator, MOD, YES)
      return true
    case 'mod2noconfig':
      rewriteTristates(evaluator, MOD, NO)
      return true
    default:
      return false
  }
}

/** Gives every symbol without a user value one. */
export const answerAll = (evaluator: Evaluator, answer: BulkAnswer): void => {
  if (evaluator.model.dialect.bulkOrder === 'menus') {
    answerMenus(evaluator, answer)
    return
  }
  // Random choices may bring new symbols into view: until nothing is open any more.
  while (answerTable(evaluator, answer) && answer.kind === 'random');
}

/** The value for one symbol, or null where defaults decide. */
const valueFor = (symbol: KconfigSymbol, answer: BulkAnswer): Tristate | null => {
  switch (answer.kind) {
    case 'yes':
      return YES
    case 'mod':
      return MOD
    case 'no':
      return symbol.yesInAllno ? YES : NO
    case 'default':
      return null
    default: {
      const { boolYes, tristateYes, tristateMod } = answer.probability
      const draw = answer.random.next() % 100
      if (symbol.type !== 'tristate') return draw < boolYes ? YES : NO
      return draw < tristateYes ? YES : draw < tristateYes + tristateMod ? MOD : NO
    }
  }
}

/** Choices as symbols: everything in table order, then the choices. True where a value was given. */
const answerTable = (evaluator: Evaluator, answer: BulkAnswer): boolean => {
  const order = evaluator.model.symbols.inHashOrder()
  const random = answer.kind === 'random'
  const { bulkForgetsFirst } = evaluator.model.dialect
  let changed = false
  if (bulkForgetsFirst) evaluator.invalidate()
  for (const symbol of order) {
    if (symbol.hasUserValue || symbol.valid) continue
    const type = evaluator.effectiveType(symbol)
    if (type !== 'bool' && type !== 'tristate') continue
    changed = true
    const value = valueFor(symbol, answer)
    if (value === null) continue
    symbol.userTristate = value
    if (!(symbol.isChoice && random)) symbol.hasUserValue = true
  }
  if (!bulkForgetsFirst) evaluator.invalidate()
  if (!random) {
    for (const symbol of order) {
      if ((symbol.isChoice && !symbol.hasUserValue) || symbol.memberOf !== null) symbol.needsMemberValues = true
    }
  }
  for (const symbol of order) {
    if (symbol.hasUserValue || !symbol.isChoice) continue
    evaluator.calculate(symbol)
    if (random)
      changed =
        randomMember(symbol, answer.random) || (changed && evaluator.model.dialect.randomRepeats === 'any-change')
    else {
      const choices = evaluator.choices as ClassicChoices
      choices.setMemberValues(symbol)
      changed = true
    }
  }
  return changed
}

/** While a choice is y exactly one member is: any. */
const randomMember = (choice: KconfigSymbol, random: GlibcRandom): boolean => {
  if (choice.tristate !== YES) return false
  const picked = random.next() % choice.members.length
  choice.members.forEach((member, index) => {
    if (index === picked) choice.userMember = member
    member.userTristate = index === picked ? YES : NO
    member.hasUserValue = true
    member.valid = false
  })
  choice.hasUserValue = true
  choice.valid = false
  return true
}

/** Choices as blocks: prompts in menu order; a choice orders its members at random. */
const answerMenus = (evaluator: Evaluator, answer: BulkAnswer): void => {
  for (const node of nodesBelow(evaluator.model.root)) {
    const { symbol } = node
    if (symbol === null || node.prompt === null || symbol.hasUserValue || symbol.inPriorityList) continue
    if (!isLogic(symbol)) continue
    if (symbol.isChoice) {
      if (answer.kind === 'random') shuffleMembers(node, answer.random)
      continue
    }
    const value = valueFor(symbol, answer)
    if (value === null) continue
    symbol.userTristate = value
    symbol.hasUserValue = true
  }
  evaluator.invalidate()
}

/** One open member after the other is drawn, set to y, and put at the end of the priorities. */
const shuffleMembers = (choice: MenuNode, random: GlibcRandom): void => {
  const inside = symbolsInside(choice)
  let open = inside.filter((member) => !member.hasUserValue).length
  for (; open > 0; open--) {
    let skip = random.next() % open
    for (const member of inside) {
      if (!member.hasUserValue) skip--
      if (skip >= 0) continue
      member.userTristate = YES
      member.hasUserValue = true
      moveToBack(choice, member)
      break
    }
  }
}

const moveToBack = (choice: MenuNode, member: KconfigSymbol): void => {
  const { members } = choice
  if (members === null) return
  const at = members.indexOf(member)
  if (at >= 0) members.splice(at, 1)
  members.push(member)
}

/** Every tristate that the user set to one value is set to another. */
export const rewriteTristates = (evaluator: Evaluator, from: Tristate, to: Tristate): void => {
  for (const symbol of evaluator.model.symbols.inHashOrder()) {
    if (evaluator.effectiveType(symbol) !== 'tristate' || symbol.userTristate !== from) continue
    symbol.userTristate = to
    evaluator.changed = true
  }
  if (evaluator.model.dialect.rewriteForgets) evaluator.invalidate()
}
