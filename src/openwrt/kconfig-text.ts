/**
 * Kconfig made from metadata, written out.
 */
import type { KconfigSink } from './kconfig-sink.ts'

export class KconfigText implements KconfigSink {
  indentation = ''
  readonly #parts: string[] = []

  toString(): string {
    return this.#parts.join('')
  }

  blank(lines: number): void {
    this.#parts.push('\n'.repeat(lines))
  }

  line(text: string): void {
    this.#parts.push(text, '\n')
  }

  text(text: string): void {
    this.#parts.push(text)
  }

  config(kind: 'config' | 'menuconfig', name: string): void {
    this.#parts.push(`${this.indentation}${kind} ${name}\n`)
  }

  type(type: 'bool' | 'tristate' | 'string', prompt?: string): void {
    this.attribute(prompt === undefined ? type : `${type} "${prompt}"`)
  }

  attribute(text: string): void {
    this.#parts.push(`${this.indentation}\t${text}\n`)
  }

  select(name: string, condition?: string): void {
    this.attribute(condition === undefined ? `select ${name}` : `select ${name} if ${condition}`)
  }

  depends(condition: string): void {
    this.attribute(`depends on ${condition}`)
  }

  default(value: 'y' | 'm', condition: string): void {
    this.attribute(`default ${value} if ${condition}`)
  }

  defaultText(text: string, condition: string): void {
    this.attribute(`default "${text}" if ${condition}`)
  }

  help(text: string): void {
    this.#parts.push(`${this.indentation}\thelp\n`, text)
  }
}
