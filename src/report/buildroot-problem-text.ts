/**
 * What is wrong with a buildroot, or with what a configuration asks of it, and what to type next.
 */
import type { OpenwrtProblem } from '../openwrt/problem.ts'

/** Where it was found: the tree's folder and, where there is one, the configuration by name. */
export type PlacedOpenwrtProblem = OpenwrtProblem & { readonly folder: string; readonly config?: string }

const place = (file: string, line: number | undefined): string => (line === undefined ? file : `${file}:${line}`)

/** One message with what to do; may be several lines. */
export const buildrootProblemText = (problem: PlacedOpenwrtProblem): string => {
  const { folder, config = 'the configuration' } = problem
  switch (problem.kind) {
    case 'no-metadata':
      return `${folder} has no ${problem.file}, which lists its ${problem.file.includes('target') ? 'targets' : 'packages and what they want of the kernel'}\nhelp: install the feeds first (./scripts/feeds update -a, ./scripts/feeds install -a); make defconfig makes the file, and so does make prepare-tmpinfo, which leaves .config alone`
    case 'no-target':
      return `${config} chooses no target of ${folder}: nothing sets CONFIG_TARGET_BOARD\nhelp: resolve it first (kcheck predict --emit config), or name a full .config`
    case 'unknown-target':
      return `${folder} has no target ${problem.target}, which ${config} chooses${problem.nearest.length === 0 ? '' : `\nhelp: it has ${problem.nearest.join(', ')}`}`
    case 'no-fragments':
      return `${problem.target} in ${folder} has no kernel configuration: neither config-${problem.patchver} nor config-default is in ${problem.folders.join(', ')}`
    case 'endless-dependencies':
      return `the package ${problem.packageName} in ${folder} selects itself by way of others under a condition; the tree's own script never ends with it\nhelp: take one of the conditions out of DEPENDS`
    case 'not-told':
      return `${problem.variable} cannot be told: ${folder}/${place(problem.file, problem.line)} does not set it to a plain value`
  }
}
