/**
 * Mutations of the ELF header and of the file as a whole.
 */
import { HEADER, type HeaderField } from '../../../src/elf/layout.ts'
import { changeNumber, keepsCode, type Mutate, setNumber } from './mutation.ts'

const FIELDS = Object.keys(HEADER[64].fields) as HeaderField[]
/** Machines that kernels have: x86, x86-64, s390, arm, arm64, riscv. */
const MACHINES = [3n, 62n, 22n, 40n, 183n, 243n]

export const mutateHeader: Mutate = (elf, draw) => {
  if (draw.oneIn(5)) {
    const at = draw.below(16)
    return keepsCode(changeNumber(elf, draw, { at, size: 1 }, `e_ident[${at}]`))
  }
  const field = draw.of(FIELDS)
  const near =
    field === 'e_machine'
      ? MACHINES
      : field === 'e_shoff'
        ? [BigInt(elf.length), BigInt(elf.length - 64), BigInt(elf.length + 64)]
        : field === 'e_shstrndx' || field === 'e_shnum'
          ? elf.sections.map(({ index }) => BigInt(index))
          : []
  return keepsCode(changeNumber(elf, draw, elf.header(field), field, near))
}

/** Where something begins or ends, and anywhere. */
const cuts = (elf: Parameters<Mutate>[0]): readonly number[] => [
  0,
  1,
  4,
  63,
  64,
  65,
  elf.length - 1,
  elf.length - 64,
  ...elf.sections.flatMap(({ offset, size, type }) => (type === 8 ? [offset] : [offset, offset + size])),
]

export const truncateFile: Mutate = (elf, draw) => {
  const length = draw.oneIn(2) ? draw.of(cuts(elf)) : draw.below(elf.length)
  elf.truncate(length)
  return keepsCode(`cut to ${elf.length} bytes`)
}

const MARKER = '~Module signature appended~\n'
const TAILS = ['\0', '\n', MARKER, `${MARKER}\n`, MARKER.slice(0, -1), `${'\0'.repeat(12)}${MARKER}`, 'x'.repeat(64)]

export const appendBytes: Mutate = (elf, draw) => {
  const tail = draw.of(TAILS)
  elf.append(Buffer.from(tail, 'latin1'))
  return keepsCode(`appended ${JSON.stringify(tail.slice(0, 40))}`)
}

/** The class and the order of bytes, which the kernel does not look at, together with something it may. */
export const pretendClass: Mutate = (elf, draw) => {
  const place = draw.of([4, 5, 6, 7].map((at) => ({ at, size: 1 as const })))
  return keepsCode(setNumber(elf, place, BigInt(draw.below(4)), `e_ident[${place.at}]`))
}
