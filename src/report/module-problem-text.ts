/**
 * Why modules, or a file among them, cannot be judged, and what to type next.
 */
import type { ModuleFileProblem, ModuleProblem } from '../workspace/module-outcome.ts'
import { fileReason } from './file-reason.ts'

const WHAT_TO_NAME: Readonly<Record<Extract<ModuleProblem, { kind: 'unreadable' }>['what'], string>> = {
  symvers: '--symvers takes a Module.symvers, as the build of the kernel leaves it',
  kernel: '--kernel takes a build or headers folder, or /lib/modules/RELEASE',
  config: "--config takes the kernel's configuration (/boot/config-RELEASE, or its .config)",
  like: '--like takes a module that is known to load (a .ko below /lib/modules/RELEASE)',
  loaded: '--loaded takes a text like /proc/modules, or modules',
  key: '--key takes a certificate (certs/signing_key.x509 of the build, or /var/lib/shim-signed/mok/MOK.der)',
}

/** One message with what to do; several lines. */
export const moduleProblemText = (problem: ModuleProblem): string => {
  switch (problem.kind) {
    case 'unreadable':
      return `cannot read ${problem.path}: ${fileReason(problem.code)}\nhelp: ${WHAT_TO_NAME[problem.what]}`
    case 'damaged':
      return `cannot read ${problem.path}: ${fileProblemText(problem)}\nhelp: ${WHAT_TO_NAME[problem.what]}`
    case 'not-a-kernel':
      return `${problem.folder} is no folder of a kernel: it has no generated headers, no configuration and no modules\nhelp: ${WHAT_TO_NAME.kernel}`
    case 'not-symvers':
      return `${problem.path} is no Module.symvers: none of its lines is one of a symbol\nhelp: ${WHAT_TO_NAME.symvers}`
    case 'no-target': {
      const folder = problem.release === undefined ? '' : ` /lib/modules/${problem.release}, and`
      return `no kernel to judge against: there is no${folder === '' ? ' /lib/modules of the running kernel, and' : folder} nothing is named\nhelp: name it with --kernel DIR, or --symvers FILE with --config FILE or --vermagic TEXT`
    }
    case 'bad-key':
      return `${problem.path} is no certificate: neither DER nor PEM of an X.509 certificate\nhelp: ${WHAT_TO_NAME.key}`
    case 'bad-policy':
      return `unknown policy ${problem.name}\nhelp: --policy takes ${problem.known.join(', ')}`
    case 'not-a-config':
      return `${problem.path} is no configuration\nhelp: ${WHAT_TO_NAME.config}`
    case 'not-a-module':
      return `${problem.path} is no module with a version magic\nhelp: ${WHAT_TO_NAME.like}`
    case 'bad-loaded':
      return `${problem.path} names no modules\nhelp: ${WHAT_TO_NAME.loaded}`
  }
}

const DAMAGES: Readonly<Record<string, string>> = {
  'archive/damaged': 'is damaged or cut short',
  'archive/checksum': 'has a checksum that does not fit its contents',
  'archive/over-limit': 'unpacks to more than kcheck reads',
  'archive/trailing-data': 'is followed by something else',
  'archive/unsupported': 'uses a feature that kcheck does not read',
}

/** Why one file is not judged; one line. */
export const fileProblemText = (problem: ModuleFileProblem): string => {
  switch (problem.kind) {
    case 'unreadable':
      return fileReason(problem.code)
    case 'damaged': {
      const { what, offset } = problem.args
      const places = [
        ...(what === undefined ? [] : [`${what}`]),
        ...(offset === undefined ? [] : [`at byte ${offset}`]),
      ]
      return `its ${problem.format} data ${DAMAGES[problem.code] ?? problem.code}${places.length === 0 ? '' : ` (${places.join(' ')})`}`
    }
    case 'no-modules':
      return 'no modules in it (.ko, .ko.gz, .ko.xz, .ko.zst, .ipk, .apk)'
  }
}
