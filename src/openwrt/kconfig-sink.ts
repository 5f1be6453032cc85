/**
 * Where Kconfig that is made from metadata goes: statements at once (`statement-list.ts`), or text to be parsed
 * (`kconfig-text.ts`), which is slower and right for anything that people write into their Makefiles.
 */
export interface KconfigSink {
  /** What stands before entries; their attributes stand behind one tab more. */
  indentation: string
  /** Blank lines. */
  blank(lines: number): void
  /** A line that opens or closes something, as it is written. */
  line(text: string): void
  /** Whole lines from people, each with its newline. `next` is the line that follows. */
  text(text: string, next: string): void
  config(kind: 'config' | 'menuconfig', name: string): void
  /** `bool "PROMPT"`, or the type alone. */
  type(type: 'bool' | 'tristate' | 'string', prompt?: string): void
  /** Any attribute as it is written. */
  attribute(text: string): void
  select(name: string, condition?: string): void
  depends(condition: string): void
  /** `default VALUE if CONDITION`. */
  default(value: 'y' | 'm', condition: string): void
  /** `default "TEXT" if CONDITION`. */
  defaultText(text: string, condition: string): void
  /** `help` and its text with the indentation and newlines it has. `next` is the line that follows. */
  help(text: string, next: string): void
}
