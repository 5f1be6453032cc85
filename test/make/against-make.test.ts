/**
 * The interpreter against GNU make: makefiles that once came out different, each with what make says, and some generated
 * ones (`npm run oracle:make` tries many).
 */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareCases, differenceText, isDifferent } from '../../scripts/oracle/make/compare-cases.ts'
import { generateCase } from '../../scripts/oracle/make/generate-case.ts'
import { askMake, hasGnuMake } from '../../scripts/oracle/make/gnu-make.ts'
import { type MakeCase, writeFiles } from '../../scripts/oracle/make/make-case.ts'
import type { Observation } from '../../scripts/oracle/make/observation.ts'
import { askKcheck } from '../../scripts/oracle/make/our-make.ts'
import { temporaryFolder } from '../temporary-folder.ts'

interface Example extends Partial<MakeCase> {
  readonly name: string
  /** `Makefile`, without the last newline. */
  readonly text: string
  /** What is said of the variables asked for, and what stops make. */
  readonly lines: readonly string[]
}

const PREFIXED = '{addprefix x,a b}'

const EXAMPLES: readonly Example[] = [
  {
    name: 'the list of makefiles starts with no blank',
    text: 'include inc1.mk',
    files: { 'inc1.mk': '' },
    lines: ['MAKEFILE_LIST: simple, file: <Makefile inc1.mk ../epilogue.mk>'],
  },
  {
    name: 'a variable that refers to itself is wrong where it was assigned',
    text: 'A = $(A)\n\n$(A)',
    lines: ['*** Makefile:1: recursive-variable A'],
  },
  {
    name: 'so is one with a reference that does not end',
    text: 'A = $(B\n\n$(A)',
    lines: ['*** Makefile:1: unterminated-reference'],
  },
  {
    name: 'warnings and errors of functions are where the line is read',
    text: 'A = $(warning here)$(error no)\n\n$(A)',
    lines: ['Makefile:3: here', '*** Makefile:3: error-function no'],
  },
  {
    name: 'all lines of an eval are on its line',
    text: 'define A\nB = 1\nC := $(error no)\nendef\n\n$(eval $(value A))',
    lines: ['*** Makefile:6: error-function no'],
  },
  {
    name: 'a definition is expanded where it ends',
    text: 'define A :=\n$(warning here)\nendef',
    lines: ['Makefile:3: here', 'A: simple, file: <>'],
  },
  {
    name: 'a value is expanded though it must not be assigned',
    text: 'override A := a\nA += $(warning here)b',
    lines: ['Makefile:2: here', 'A: simple, override: <a>'],
  },
  {
    name: 'nothing is appended where nothing comes out',
    text: 'A := a\nA +=\nA += $(B)\nB = b\nB +=',
    lines: ['A: simple, file: <a>', 'B: recursive, file: <b>'],
  },
  {
    name: 'a value may assign to its own variable',
    text: 'A := a\nA += $(eval A := b)c',
    lines: ['A: simple, file: <b c>'],
  },
  {
    name: 'ifdef of more than one word',
    text: 'B = a b\nifdef $(B)\nendif',
    lines: ['*** Makefile:2: bad-condition'],
  },
  {
    name: 'ifdef of a word behind a blank',
    text: 'S = $() $()\nifdef $(S)a\nendif',
    lines: ['*** Makefile:2: bad-condition'],
  },
  {
    name: 'what is called is called with its own name',
    text: 'f = $(call 0,x)\nA := $(call f)',
    lines: ['A: simple, file: <0>'],
  },
  {
    name: 'the first text of a bad condition is expanded',
    text: "ifeq '$(warning here)' b\nendif",
    lines: ['Makefile:1: here', '*** Makefile:1: bad-condition'],
  },
  {
    name: 'include takes patterns, and keeps those that find nothing',
    text: '-include inc?.mk ./in*2.mk no*.mk',
    files: { 'inc1.mk': 'A = 1', 'inc2.mk': 'B = 2' },
    lines: ['MAKEFILE_LIST: simple, file: <Makefile inc1.mk inc2.mk inc2.mk ../epilogue.mk>'],
  },
  { name: 'export makes a variable, a simple one', text: 'export A', lines: ['A: simple, file: <>'] },
  {
    name: 'conditions of functions are what comes out of references, blanks too',
    text: 'E = $() $()\nA := [$(if $(E),y,n)$(or  $(E) , x)$(and  a , $(E)b )]',
    lines: ['A: simple, file: <[y  b]>'],
  },
  {
    name: 'functions called by name, those that expand their arguments again too',
    text: 'B = $(C)\nC = c\nA := $(call or,$$(B))$(call if,,x,$$(B)$(B)) $(call sort,b a,c) $(call foreach,v,1 2,<$$v>)',
    lines: ['A: simple, file: <ccc a b <1> <2>>'],
  },
  {
    name: 'what is called is the first word',
    text: 'f = [$1]\nA := $(call  f g ,x)',
    lines: ['A: simple, file: <[x]>'],
  },
  {
    name: 'arguments of the call around, but no variables of foreach, are hidden',
    text: 'f = $(call g,a)\ng = [$1 $2]\nA := $(call f,x,y) $(foreach 2,v,$(call g,a))',
    lines: ['A: simple, file: <[a ] [a v]>'],
  },
  {
    name: 'names keep the blanks that come out of them, but for define',
    text: 'S = $() $()\nobj-$(S) = x\ndefine obj-$(S)\ny\nendef\nA := [$(origin obj-$(S))]$(obj-)',
    lines: ['A: simple, file: <[file]y>'],
  },
  {
    name: 'commas in braces part the arguments of a function in parentheses',
    text: `A = $(words $${PREFIXED})\nB := $(A)`,
    lines: ['B: simple, file: <2>'],
  },
  {
    name: 'and then what is in braces does not end',
    text: `A = $(call f,$${PREFIXED})\nB := $(A)`,
    lines: ['*** Makefile:1: unterminated-reference'],
  },
  {
    name: 'a variable that is assigned while it is expanded is still being expanded',
    text: 'A = $(eval A = b)$(A)\nB := $(A)',
    lines: ['*** Makefile:2: recursive-variable A'],
  },
  {
    name: 'a line of which nothing is left in front of a semicolon is nothing',
    text: '$(subst a,;,a) b\nA := a',
    lines: ['A: simple, file: <a>'],
  },
  {
    name: "an expansion may bring a target's variable with it, which needs a name",
    text: 'A = := b\nt$(A)',
    lines: ['*** Makefile:2: empty-name'],
  },
  {
    name: 'a definition without an end needs a name first',
    text: 'define $(A)',
    lines: ['*** Makefile:1: empty-name'],
  },
  {
    name: "a target's variable needs a name",
    text: 't: $(B) = x',
    lines: ['*** Makefile:1: empty-name'],
  },
  {
    name: "a comment behind a definition's inner end is cut off",
    text: 'define A\ndefine B\nendef # b\nendef # a',
    lines: ['A: recursive, file: <define B', 'endef >'],
  },
]

const caseOf = ({ text, files = {}, commandLine = [], environment = {} }: Example): MakeCase => ({
  files: { Makefile: `${text}\n`, ...files },
  commandLine,
  environment,
})

const linesOf = ({ said, stop }: Observation): readonly string[] =>
  `${said}${stop === undefined ? '' : `*** ${stop}\n`}`.split('\n')

describe('makefiles that make reads in its own way', () => {
  const folder = temporaryFolder()

  test.each(EXAMPLES)('$name', (example) => {
    const one = caseOf(example)
    const theirs = hasGnuMake() ? askMake([one], folder()) : []
    for (const { said, stop } of theirs) {
      expect(linesOf({ said, ...(stop !== undefined && { stop }) })).toEqual(expect.arrayContaining([...example.lines]))
    }
    const own = join(folder(), '0')
    writeFiles(own, one)
    const [theirsFound] = theirs
    const ours = linesOf(askKcheck(one, own))
    if (theirsFound !== undefined) expect(ours).toEqual(linesOf(theirsFound))
    expect(ours).toEqual(expect.arrayContaining([...example.lines]))
  })
})

describe.skipIf(!hasGnuMake())('generated makefiles', () => {
  const folder = temporaryFolder()

  test('everything that make says of them, kcheck says', () => {
    const seed = Date.now() % 1_000_000_000
    let compared = 0
    for (let first = seed; first < seed + 200; first += 100) {
      const cases = Array.from({ length: 100 }, (_, index) => generateCase(first + index))
      for (const [index, result] of compareCases(cases, folder()).entries()) {
        if (result.theirs.skip !== undefined) continue
        compared++
        expect(
          isDifferent(result),
          `npm run oracle:make -- --seed ${first + index} --count 1\n${differenceText(result)}`,
        ).toBe(false)
      }
    }
    expect(compared).toBeGreaterThan(150)
  })
})
