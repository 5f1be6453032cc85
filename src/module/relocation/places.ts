/**
 * Which places of a section were relocated before, for a kernel that wants each to hold zeros. Compilers write places in
 * order, none twice: as long as that is so, all there is to know is where the last one ends.
 */
import type { Pass } from './pass.ts'
import { X86_64_TYPES } from './x86-64.ts'
import { certaintyOf } from './x86-64-certainty.ts'

const WIDEST = 8

export class PlaceMap {
  /** Nothing from here on was written. */
  #reached = 0
  /** Sections gone through to their ends. */
  readonly #passes: Pass[] = []
  /** Once places were out of order: the entry that wrote last at each offset. */
  #writers: Map<number, number> | undefined

  /** Whether nothing was written at an offset or after it. */
  isBeyond(offset: number): boolean {
    return offset >= this.#reached
  }

  write(offset: number, width: number, at: number): void {
    const end = offset + width
    if (end > this.#reached) this.#reached = end
    this.#writers?.set(offset, at)
  }

  /** The section is done. */
  end(pass: Pass): void {
    this.#passes.push(pass)
  }

  /** What a place holds that was zeros in the file, when the entry at `at` comes to it. */
  holds(pass: Pass, offset: number, width: number, at: number): 'nothing' | 'something' | 'maybe' {
    this.#writers ??= this.#gather(pass, at)
    let held: 'nothing' | 'maybe' = 'nothing'
    for (let start = Math.max(0, offset - WIDEST + 1); start < offset + width; start++) {
      const writer = this.#writers.get(start)
      if (writer === undefined) continue
      const end = start + (X86_64_TYPES[pass.reader.type(writer)] ?? 0)
      if (end <= offset) continue
      const certainty = certaintyOf(pass, writer)
      if (certainty === 'zero') continue
      const isWhole = start >= offset && end <= offset + width
      // of an address, the fourth byte and those above it
      const isTop = Math.max(start + 3, offset) < Math.min(end, offset + width)
      if (certainty === 'address' ? isWhole || isTop : certainty === 'not-zero' && isWhole) return 'something'
      held = 'maybe'
    }
    return held
  }

  #gather(pass: Pass, end: number): Map<number, number> {
    const writers = new Map<number, number>()
    for (const each of [...this.#passes, { ...pass, end }]) {
      const step = pass.reader.size(true)
      for (let at = each.start; at < each.end; at += step) {
        if ((X86_64_TYPES[pass.reader.type(at)] ?? 0) > 0) writers.set(pass.reader.offset(at), at)
      }
    }
    return writers
  }
}
