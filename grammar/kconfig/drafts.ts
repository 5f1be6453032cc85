/** Statements on their way into the tree. */
import type { Statement } from './tree.ts'

type Writable<T> = T extends unknown ? { -readonly [Key in keyof T]: T[Key] } : never

/** A statement whose end, line and `macros` are filled in when its line has been read. */
export type Draft = Writable<Statement>

/** The draft of one kind of statement. */
export type DraftOf<Kind extends Statement['kind']> = Extract<Draft, { kind: Kind }>
