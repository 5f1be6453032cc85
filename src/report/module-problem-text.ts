/**
 * Why modules cannot be judged, and what to type next.
 */

import type { ModuleProblem } from '../workspace/module-outcome.ts'
import { faultJson } from './file-fault.ts'
import { kbuildProblemText } from './kbuild-problem-text.ts'
import { shortened } from './printable.ts'

const WHAT_TO_NAME: Readonly<Record<Extract<ModuleProblem, { kind: 'unreadable' }>['what'], string>> = {
  symvers: '--symvers takes a Module.symvers, as the build of the kernel leaves it',
  kernel: '--kernel takes a build or headers folder, or /lib/modules/RELEASE',
  config: "--config takes the kernel's configuration (/boot/config-RELEASE, or its .config)",
  like: '--like takes a module that is known to load (a .ko below /lib/modules/RELEASE)',
  loaded: '--loaded takes a text like /proc/modules, or modules',
  tree: '--tree takes the sources or headers of a kernel that modules are built with',
  'built-from': '--built-from takes a folder of sources with a Makefile or Kbuild file',
  key: '--key takes a certificate (certs/signing_key.x509 of the build, or /var/lib/shim-signed/mok/MOK.der)',
}

/** One message with what to do; several lines. */
export const moduleProblemText = (problem: ModuleProblem): string => {
  switch (problem.kind) {
    case 'unreadable':
    case 'damaged':
      return `cannot read ${problem.path}: ${faultJson(problem).message}\nhelp: ${WHAT_TO_NAME[problem.what]}`
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
    case 'bad-kernel-package':
      return `${shortened(problem.text)} is no version of the package kernel\nhelp: --kernel-package takes 6.6.73~HASH-r1, 4.14.195-1-HASH, or what opkg list-installed kernel or apk list kernel prints on the device`
    case 'bad-policy':
      return `unknown policy ${problem.name}\nhelp: --policy takes ${problem.known.join(', ')}`
    case 'not-a-config':
      return `${problem.path} is no configuration\nhelp: ${WHAT_TO_NAME.config}`
    case 'nothing-to-build-with':
      return `nothing is known that ${problem.folder} could be built with: the kernel has no headers here\nhelp: ${WHAT_TO_NAME.tree}`
    case 'no-module-list':
      return `which modules ${problem.folder} builds cannot be told: ${kbuildProblemText(problem.because)}`
    case 'not-a-module':
      return `${problem.path} is no module with a version magic\nhelp: ${WHAT_TO_NAME.like}`
    case 'bad-loaded':
      return `${problem.path} names no modules\nhelp: ${WHAT_TO_NAME.loaded}`
  }
}
