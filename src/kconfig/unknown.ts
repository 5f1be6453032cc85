/**
 * Probes without an answer. Each expands to a placeholder: control characters that no Kconfig file holds around a
 * number. A word with a placeholder in it becomes a symbol whose value is unknown (n in a condition, empty as text)
 * until something else, such as the configuration itself, tells it.
 */

export type ProbeKind = 'shell' | 'environment'

export interface UnknownProbe {
  readonly index: number
  readonly kind: ProbeKind
  /** The command with the placeholders of the probes it is built from, or the variable's name. */
  readonly text: string
}

const OPEN = '\x01'
const CLOSE = '\x02'

export class UnknownProbes {
  readonly all: UnknownProbe[] = []
  readonly #byKey = new Map<string, UnknownProbe>()

  placeholder(kind: ProbeKind, text: string): string {
    const key = `${kind}\0${text}`
    let probe = this.#byKey.get(key)
    if (probe === undefined) {
      probe = { index: this.all.length, kind, text }
      this.all.push(probe)
      this.#byKey.set(key, probe)
    }
    return `${OPEN}${probe.index}${CLOSE}`
  }

  isIn(text: string): boolean {
    return this.all.length > 0 && text.includes(OPEN)
  }

  /** The probes whose answers are part of a text, in order. */
  partsOf(text: string): readonly UnknownProbe[] {
    const found: UnknownProbe[] = []
    for (const match of text.matchAll(PLACEHOLDER)) {
      const probe = this.all[Number(match[1])]
      if (probe !== undefined) found.push(probe)
    }
    return found
  }

  /** The text as people may read it: each placeholder as the macro it stands for, in short. */
  readable(text: string): string {
    return text.replaceAll(PLACEHOLDER, (_, index: string) =>
      this.all[Number(index)]?.kind === 'shell' ? '$(shell,…)' : `$(${this.all[Number(index)]?.text})`,
    )
  }

  /** The text with each placeholder replaced: by the probe's answer where `answer` knows it, else by `…`. */
  fill(text: string, answer: (probe: UnknownProbe) => string | undefined): string {
    return text.replaceAll(PLACEHOLDER, (_, index: string) => {
      const probe = this.all[Number(index)]
      return (probe && answer(probe)) ?? '…'
    })
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the placeholders are control characters on purpose
const PLACEHOLDER = /\x01(\d+)\x02/g
