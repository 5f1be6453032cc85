/**
 * The chain of `source`s: which file includes which, and loops in it.
 * Follows zconf_nextfile() in scripts/kconfig/lexer.l.
 */
import type { LinePosition } from '../diagnostics/diagnostic.ts'
import type { Dialect } from './dialect.ts'
import { ConfigurationStop, type MessageSink } from './message.ts'

export interface Inclusion {
  readonly name: string
  readonly parent: Inclusion | null
  /** Line of the `source` in the parent. */
  readonly line: number
}

export class InclusionStack {
  /** Every file read, once, in order of first mention. */
  readonly files: string[] = []
  readonly #seen = new Set<string>()
  readonly #emit: MessageSink
  readonly #dialect: Dialect

  constructor(emit: MessageSink, dialect: Dialect) {
    this.#emit = emit
    this.#dialect = dialect
  }

  enterRoot(name: string): Inclusion {
    this.#note(name)
    return { name, parent: null, line: 0 }
  }

  /** Stops where the file cannot be opened or read, or is being read already. */
  enter(name: string, parent: Inclusion, line: number, found: 'file' | 'folder' | undefined): Inclusion {
    if (found === 'folder') throw this.isFolder(name, { file: parent.name, line })
    if (found === undefined) {
      this.#emit({
        code: 'kconfig/source-not-found',
        severity: 'error',
        stream: this.#dialect.readingErrors,
        text: `${parent.name}:${line}: can't open file "${name}"\n`,
        args: { file: name },
        position: { file: parent.name, line },
      })
      throw new ConfigurationStop(1)
    }
    const inclusion = { name, parent, line }
    if (this.#dialect.inclusionChain === 'quoted') {
      this.#checkBelow(parent, line)
      this.#note(name)
      return inclusion
    }
    for (let at: Inclusion | null = parent; at !== null; at = at.parent) {
      if (at.name === name) this.#loop(inclusion)
    }
    this.#note(name)
    return inclusion
  }

  /** A folder can be opened; reading it ends the run. */
  isFolder(name: string, position?: LinePosition): ConfigurationStop {
    this.#emit({
      code: 'kconfig/source-is-folder',
      severity: 'error',
      stream: 'err',
      text: 'input in flex scanner failed\n',
      args: { file: name },
      ...(position === undefined ? {} : { position }),
    })
    return new ConfigurationStop(2)
  }

  /** Older generations notice a file that includes itself when it includes something for the second time. */
  #checkBelow(parent: Inclusion, line: number): void {
    const chain: Inclusion[] = []
    let at = parent.parent
    let below = parent
    for (; at !== null && at.name !== parent.name; at = at.parent) {
      chain.push({ name: at.name, parent: null, line: below.line })
      below = at
    }
    if (at === null) return
    // The last line number is that of the file as it is read now, and one line further.
    const path = [...chain, { name: parent.name, parent: null, line: line + 2 }]
    const lines = path.map((one) => `  included from: '${one.name}:${one.line}'\n`)
    const head = `${parent.name}:${line}: recursive inclusion detected. Inclusion path:\n  current file : '${parent.name}'\n`
    this.#emit({
      code: 'kconfig/recursive-inclusion',
      severity: 'error',
      stream: this.#dialect.readingErrors,
      text: head + lines.join(''),
      args: { file: parent.name },
      position: { file: parent.name, line },
    })
    throw new ConfigurationStop(1)
  }

  #loop(inclusion: Inclusion): never {
    const chain: { readonly file: string; readonly line: number }[] = []
    for (let at: Inclusion = inclusion; at.parent !== null; at = at.parent) {
      chain.push({ file: at.parent.name, line: at.line })
      if (at.parent.name === inclusion.name && this.#dialect.inclusionChain === 'repetition') break
    }
    const lines = chain.map(({ file, line }) => `  included from: ${file}:${line}\n`)
    this.#emit({
      code: 'kconfig/recursive-inclusion',
      severity: 'error',
      stream: 'err',
      text: `Recursive inclusion detected.\nInclusion path:\n  current file : ${inclusion.name}\n${lines.join('')}`,
      args: { file: inclusion.name },
      ...(chain[0] === undefined ? {} : { position: chain[0] }),
      related: chain.map((position) => ({ role: 'included-from', position })),
    })
    throw new ConfigurationStop(1)
  }

  #note(name: string): void {
    if (this.#seen.has(name)) return
    this.#seen.add(name)
    this.files.push(name)
  }
}
