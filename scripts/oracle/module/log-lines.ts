/**
 * Lines of the kernel's log, and which of them are the loader's. What a line is not, it says by its name here:
 *
 * - *trace*: registers, stacks and reports that follow an oops or a warning;
 * - *machine*: what the machine says at its own time;
 * - *side effect*: what other parts of the kernel say of a module that is being loaded or has been;
 * - *own*: what the module prints itself. It is known by its text, the beginning of which is in the file.
 */
import type { LogLine } from '../../../src/module/load-result.ts'

/** Formats that the loader prints with. Such a line is never the module's own. */
const LOADER: readonly RegExp[] = [
  /^Invalid (ELF|architecture|module architecture)/,
  /^ELF Spec violation/,
  /^empty (section name|symbol string) table/,
  /^(empty )?symbol (string table|name out of bounds)/,
  /^Only one \.modinfo/,
  /^Module len /,
  /^(not an? \w+ compressed module|decompression failed with status)/,
  /^(module: )?(PKCS#7 signature info|not signed with expected)/,
  /^Loading of .* is rejected/,
  /^Lockdown: /,
  /^Module .* is blacklisted/,
  /^(module )?.*: (No module found in object|module has no symbols|Exactly one .* section must|.* section must)/,
  /: (disagrees about|no symbol version for|no extended symbol version|no versions? for)/,
  /: version magic '/,
  /: (module is marked as livepatch|section .* has invalid WRITE|has both \.ctors|please compile with)/,
  /: (Unknown symbol|Symbol .* has an invalid section index|exports duplicate symbol|module us(es|ing) )/,
  /: (unknown parameter|parameters '.*' after|module is already loaded|loading module not compiled with retpoline)/,
  /: `.*' (invalid|too large) for parameter/,
  /: (loading out-of-tree|module verification failed|module license|tainting kernel with|loading test module)/,
  /: (module is from the staging|[^:]*: kernel tainted\.|Could not allocate \d+ bytes percpu|per-cpu alignment)/,
  /^Spectre V2 : System may be vulnerable/,
  /^Disabling lock debugging due to kernel taint/,
  /^module:? .*(relocation|Unknown rela)/,
  /^x86\/modules: /,
  /^overflow in relocation|likely not compiled with -mcmodel=kernel/,
  /^kobject: .*empty name/,
  /^illegal size \(/,
]

const TRACE: readonly RegExp[] = [
  /^(-+\[ (cut here|end trace)|WARNING: |BUG: |Oops: |Oops|#PF: |PGD |CPU: |Hardware name: |Call Trace:|RIP: |RSP: |RAX: )/,
  /^(RDX: |RBP: |R10: |R13: |FS: |CS: |CR2: |DR\d: |Code: |Modules linked in:|Tainted: | {1,2}<\/?(TASK|IRQ)| \? ?| [\w.]+\+0x)/,
  /^(general protection fault|invalid opcode|int3|stack segment|divide error|kernel BUG at|note: |Kernel panic|---\[)/,
  /^(traps: |PKRU: |\? |ORIG_RAX|EXT4|list_(add|del) corruption|usercopy: |unchecked MSR|kernel tried to execute)/,
  /^(-+\[ ftrace bug|\[<[0-9a-f]+>\] |Initializing ftrace call sites$| \(\d+\) | expected tramp: | actual: | expected: )/,
]

const MACHINE: readonly RegExp[] = [
  /^(tsc: |clocksource: |input: |random: |sched: |perf: |workqueue: |hrtimer: |rcu: |ata\d|sr \d|scsi |cdrom|e1000|usb )/,
]

/** Of warnings: their first line. What it warns of is not looked at here. */
const SIDE_EFFECT: readonly RegExp[] = [
  /^alg: /,
  /^do_init_module: /,
  /^sysrq: /,
  /^execmem: unable to allocate memory/,
  /^sysfs: cannot create duplicate filename/,
  /^kobject_add_internal failed/,
  /^(missing return thunk|Unpatched return thunk|ftrace[ -]|\[?\s*ftrace|failed to|BPF: |BPF:|failed to validate module)/,
  /^(Kernel module BTF mismatch|jump_label|static_call|alternatives|SMP alternatives|ORC |ORC:|kprobes|orc_)/,
]

/** Records that are more than the guest's log holds: the first ones are lost. */
const OVERRUN = 1000

/** Whether the module printed so much that lines of the loader before it may be gone. */
export const isOverrun = (records: readonly string[]): boolean => records.length > OVERRUN

/** /dev/kmsg writes what is not printable as `\xNN`, and so may kcheck. */
const decoded = (text: string): string =>
  text.replace(/\\x([0-9a-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

/** One record may be of several lines. */
export const decodeRecord = (record: string): readonly string[] => decoded(record).split('\n')

const isOneOf = (line: string, patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(line))

/** Enough of a line to find its format by: up to the first thing that a format would put in. */
const beginning = (line: string): string => line.slice(0, Math.max(4, line.search(/[\d(%'"]|$/)))

/** Whether a line is in one of the loader's formats. */
export const isLoaderLine = (line: string): boolean => isOneOf(line, LOADER)

/** The lines of a case that the loader has printed. `file`: as the module was given, latin1. */
export const loaderLines = (records: readonly string[], file: string): readonly string[] =>
  records
    .flatMap(decodeRecord)
    .filter((line) => line.trim() !== '')
    .filter(
      (line) =>
        isLoaderLine(line) ||
        !(
          isOneOf(line, TRACE) ||
          isOneOf(line, MACHINE) ||
          isOneOf(line, SIDE_EFFECT) ||
          file.includes(beginning(line))
        ),
    )

/** `*` in a predicted line stands for any text. */
const matches = (text: string, line: string): boolean => {
  const predicted = decoded(text)
  if (predicted === line) return true
  const pattern = predicted.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
  return pattern.length > 1 && new RegExp(`^${pattern.join('.*')}$`, 's').test(line)
}

/** Of a line that is printed once in a boot nothing follows from its absence. Lines are in order. */
export const lineDifferences = (predicted: readonly LogLine[], lines: readonly string[]): readonly string[] => {
  const differences: string[] = []
  let next = 0
  const skipTo = (line: string): number => predicted.findIndex((one, index) => index >= next && matches(one.text, line))
  for (const line of lines) {
    const found = skipTo(line)
    if (found === -1) {
      differences.push(`+ ${line}`)
      continue
    }
    for (const skipped of predicted.slice(next, found)) if (skipped.once !== true) differences.push(`- ${skipped.text}`)
    next = found + 1
  }
  for (const rest of predicted.slice(next)) if (rest.once !== true) differences.push(`- ${rest.text}`)
  return differences
}
