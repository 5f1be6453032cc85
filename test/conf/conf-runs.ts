/** Runs of the drop-in `conf` in a folder of its own, with input and output in memory. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { folderContents } from '../../scripts/oracle/compare/folder-contents.ts'
import { runConf } from '../../src/conf/run-conf.ts'
import type { DialectName } from '../../src/kconfig/dialect.ts'

export interface Call {
  readonly argv: readonly string[]
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export class ConfFolder {
  readonly #folder = mkdtempSync(join(tmpdir(), 'kcheck-conf-'))
  readonly #dialect: DialectName

  constructor(dialect: DialectName, files: Readonly<Record<string, string>>) {
    this.#dialect = dialect
    for (const [name, text] of Object.entries(files)) this.write(name, text)
  }

  run({ argv, stdin = '', env = {} }: Call): Outcome {
    let stdout = ''
    let stderr = ''
    const lines = stdin.match(/[^\n]*\n|[^\n]+$/g) ?? []
    let at = 0
    const code = runConf(argv, {
      cwd: this.#folder,
      env: { KCHECK_CONF_DIALECT: this.#dialect, ...env },
      readLine: () => lines[at++],
      stdout: (text) => {
        stdout += text
      },
      stderr: (text) => {
        stderr += text
      },
      shell: () => '',
      stdioIsTerminal: false,
    })
    return { code, stdout, stderr }
  }

  read(name: string): string {
    return readFileSync(join(this.#folder, name), 'latin1')
  }

  has(name: string): boolean {
    return existsSync(join(this.#folder, name))
  }

  write(name: string, text: string): void {
    const path = join(this.#folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, 'latin1')
  }

  /** Makes a link that leads to `target`. */
  link(name: string, target: string): void {
    symlinkSync(target, join(this.#folder, name))
  }

  isLink(name: string): boolean {
    return lstatSync(join(this.#folder, name)).isSymbolicLink()
  }

  /** Every file by its path in the folder. */
  files(): Readonly<Record<string, string>> {
    return Object.fromEntries(folderContents(this.#folder))
  }

  remove(name: string): void {
    rmSync(join(this.#folder, name), { recursive: true, force: true })
  }

  /** Deletes the folder. */
  end(): void {
    this.remove('.')
  }
}
