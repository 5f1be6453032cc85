/**
 * Why there is no build to tell of: what is wrong with the request, and what to type next. What `predict` meets too is in
 * its words.
 */
import type { KbuildNote, KbuildProblem } from '../workspace/kbuild-request.ts'
import { fileReason } from './file-reason.ts'
import { PLAIN_NAMES, shown } from './kbuild-place.ts'
import { stopWords } from './kbuild-stop-text.ts'
import { noteLine } from './note-text.ts'
import { problemText } from './problem-text.ts'
import type { Style } from './style.ts'

type Unreadable = Extract<KbuildProblem, { kind: 'unreadable' }>

const UNREADABLE: Readonly<Partial<Record<Unreadable['what'], string>>> = {
  configuration: '\nhelp: name the configuration with --config FILE, or give - for standard input',
  tree: '\nhelp: --tree takes a source tree, a build folder, headers or /lib/modules/RELEASE',
  toolchain: '\nhelp: --toolchain takes auto, live, none or a file of recorded answers',
  module: "\nhelp: -M takes the folder of an external module's sources",
}

const stoppedText = ({ code, args, place }: Extract<KbuildProblem, { kind: 'make-stopped' }>): string => {
  const { title, why, help } = stopWords(code, args)
  const where = place === undefined ? '' : `${PLAIN_NAMES.place(place)}: `
  return [
    `make would stop: ${where}${title}`,
    ...(why === undefined ? [] : [`why: ${why}`]),
    ...(help === undefined ? [] : [`help: ${help}`]),
  ].join('\n')
}

/** One message with what to do; may be several lines. */
export const kbuildProblemText = (problem: KbuildProblem): string => {
  switch (problem.kind) {
    case 'unreadable':
      return `cannot read ${problem.path === '-' ? 'standard input' : problem.path}: ${fileReason(problem.code)}${UNREADABLE[problem.what] ?? ''}`
    case 'no-tree':
      return `no kernel tree around ${problem.from}\nhelp: name it with --tree DIR`
    case 'not-kbuild':
      return problem.missing.includes('/Makefile')
        ? `the Makefile of ${problem.folder} includes ${problem.missing}, which is not there\nhelp: install the package it belongs to (of Debian's headers: -common), or name a complete tree with --tree DIR`
        : `${problem.folder} is no kernel tree: it has no ${problem.missing}\nhelp: name a source tree or headers with --tree DIR`
    case 'headers-only':
      return `${problem.folder} has headers and no sources: it builds nothing of its own\nhelp: name a source tree with --tree DIR, or the folder of a module with -M DIR`
    case 'no-kernel':
      return `no headers of the running kernel${problem.release === undefined ? '' : `, ${problem.release}`}\nhelp: install them, or name others with --tree DIR`
    case 'no-config':
      return `${problem.folder} has no .config\nhelp: name the configuration with --config FILE; kcheck predict --tree ${problem.folder} --mode defconfig -o FILE makes one`
    case 'not-in-tree':
      return `${problem.folder} is no directory of ${problem.tree}\nhelp: DIR is a part of the tree; the folder of an external module is named with -M`
    case 'make-stopped':
      return stoppedText(problem)
    default:
      return problemText(problem)
  }
}

/** What was found or assumed. */
export const kbuildNoteLine = (note: KbuildNote, style: Style): string => {
  switch (note.kind) {
    case 'tree':
      return style.dim(`tree ${shown(note.folder)}`)
    case 'toolchain':
      return style.dim(`commands of makefiles are answered by ${shown(note.source)}`)
    case 'config-of-other-arch':
      return style.dim(`the configuration is one for ${shown(note.config)}, and the walk is for ${shown(note.arch)}`)
    case 'no-scripts':
      return style.dim(
        `${shown(note.folder)} comes without scripts/Makefile.build: the variables that it sets are taken as they usually are`,
      )
    default:
      return noteLine(note, style)
  }
}
