/**
 * Damage to generated text: mistakes a person makes, broken line ends, odd characters. Most cases get none.
 */
import fc, { type Arbitrary } from 'fast-check'
import type { Files } from './trees.ts'

interface Damage {
  readonly kind: 'drop' | 'repeat' | 'insert' | 'append' | 'crlf' | 'no-newline' | 'continue' | 'comment'
  /** Which file and which line, as parts of the whole. */
  readonly file: number
  readonly line: number
  readonly text: string
}

const PIECES = [
  'endmenu',
  'endif',
  'endchoice',
  'bool',
  '\tdepends TA',
  '\tdepends on',
  '\tselect "TA"',
  '\tdefault',
  '\trange 1',
  'config',
  'config "TA"',
  'menu',
  'garbage here',
  '= y',
  'if',
  'source "missing"',
  'source "Kconfig"',
  'source "sub"',
  'mainmenu "late"',
  'choice',
  'menu "not closed"',
  '\tprompt "unfinished',
  '\tbool "p" if (TA',
  '\toptional',
  '\tmodules',
  '\toption modules',
  '\timply TA',
  '\ttransitional',
  '\tdepends on TA if TB',
  '\thelp',
  'help',
  '\tdefault TA &&',
  '\tdefault y & n',
  '\tdefault TA == TB',
  '@',
  '\tdefault \x7f',
  '   \t ',
  '# only a comment',
  'X := y',
]

const damage: Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('drop', 'repeat', 'insert', 'insert', 'append', 'crlf', 'no-newline', 'continue', 'comment'),
  file: fc.integer({ min: 0, max: 99 }),
  line: fc.integer({ min: 0, max: 999 }),
  text: fc.constantFrom(...PIECES),
})

const apply = (files: Files, d: Damage): Files => {
  const paths = Object.keys(files)
  const path = paths[d.file % 3 === 0 ? d.file % paths.length : 0] ?? 'Kconfig'
  const text = files[path] ?? ''
  const lines = text.split('\n')
  const at = d.line % Math.max(1, lines.length - 1)
  const line = lines[at] ?? ''
  switch (d.kind) {
    case 'drop':
      return { ...files, [path]: lines.toSpliced(at, 1).join('\n') }
    case 'repeat':
      return { ...files, [path]: lines.toSpliced(at, 0, line).join('\n') }
    case 'insert':
      return { ...files, [path]: lines.toSpliced(at, 0, d.text).join('\n') }
    case 'append':
      return { ...files, [path]: lines.toSpliced(at, 1, `${line} ${d.text.trim()}`).join('\n') }
    case 'crlf':
      return { ...files, [path]: lines.toSpliced(at, 1, `${line}\r`).join('\n') }
    case 'no-newline':
      return { ...files, [path]: text.replace(/\n$/, '') }
    case 'continue':
      return { ...files, [path]: lines.toSpliced(at, 1, line.replace(' ', ' \\\n  ')).join('\n') }
    case 'comment':
      return { ...files, [path]: lines.toSpliced(at, 1, `${line} # remark "`).join('\n') }
  }
}

/** Some of `files`' text damaged, at times. */
export const damaged = (files: Arbitrary<Files>): Arbitrary<Files> =>
  fc
    .tuple(
      files,
      fc.oneof(
        { weight: 7, arbitrary: fc.constant<readonly Damage[]>([]) },
        { weight: 1, arbitrary: fc.array(damage, { minLength: 1, maxLength: 2 }) },
      ),
    )
    .map(([tree, list]) => {
      let result: Files = tree
      for (const one of list) result = apply(result, one)
      return result
    })
