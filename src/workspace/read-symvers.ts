/**
 * A Module.symvers that a user named.
 */
import { latin1 } from '../files/source-file.ts'
import { parseSymvers, type Symvers } from '../kernel/symvers.ts'

export interface NamedSymvers {
  /** As the user named it, or found it in the kernel's folder. */
  readonly file: string
  readonly symvers: Symvers
}

/** Undefined for what is no such file: not a line of it is one of a symbol. */
export const readSymvers = (bytes: Uint8Array): Symvers | undefined => {
  const symvers = parseSymvers(latin1(bytes))
  return symvers.problems[0]?.code === 'not-symvers' ? undefined : symvers
}
