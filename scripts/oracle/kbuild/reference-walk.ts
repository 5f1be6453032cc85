/**
 * The reference walk: GNU make reads a kernel tree's own makefiles, one process a directory, and builds nothing. It runs in
 * a folder of links to the tree, with `include/config` and `include/generated` of its own, so that the tree is not touched
 * and `srctree` is `.` as in a build inside the tree.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../place/work-folder.ts'
import { readWalkDump, type WalkDump } from './walk-dump.ts'

/** What is walked. */
export interface WalkRequest {
  /** The kernel's source. */
  readonly tree: string
  /** As in `make ARCH=…`. */
  readonly arch: string
  /** The configuration, resolved: its `.config`. */
  readonly config: string
  /** Its include/config/auto.conf. */
  readonly autoConf: string
  /** A folder for the links and the dump; emptied. */
  readonly folder: string
}

/** What a tree may have of an earlier build and the walk must not see. */
const OWN = new Set(['.config', '.config.old', 'config', 'generated', '.git', 'include'])

const link = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) if (!OWN.has(name)) symlinkSync(join(from, name), join(to, name))
}

/** Makes the folder of links. */
export const prepareWalk = ({ tree, config, autoConf, folder }: WalkRequest): void => {
  rmSync(folder, { recursive: true, force: true })
  const links = join(folder, 'tree')
  link(tree, links)
  link(join(tree, 'include'), join(links, 'include'))
  for (const name of ['config', 'generated']) mkdirSync(join(links, 'include', name))
  copyFileSync(config, join(links, '.config'))
  // After .config, and with the list of what they depend on empty: make would write them anew.
  copyFileSync(autoConf, join(links, 'include/config/auto.conf'))
  for (const name of ['config/auto.conf.cmd', 'generated/autoconf.h', 'generated/rustc_cfg']) {
    writeFileSync(join(links, 'include', name), '')
  }
}

const makefile = (name: string): string => join(projectRoot(), 'scripts/oracle/kbuild', name)

const noted = ['obj-y', 'obj-m', 'lib-y'].map((name) => `$(eval kwalk-${name} := $$(${name}))`).join('')

/** The command line that walks a prepared folder, its environment, and where it has to run. */
export const walkCommand = ({
  arch,
  folder,
}: Pick<WalkRequest, 'arch' | 'folder'>): {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
} => ({
  argv: [
    'make',
    '--no-print-directory',
    '-s',
    '-f',
    makefile('start.mk'),
    `ARCH=${arch}`,
    'obj-dirs=',
    'existing-targets=',
    `EXTRA_AFLAGS=${noted}`,
  ],
  cwd: join(folder, 'tree'),
  env: {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    KWALK: makefile('walk.mk'),
    KWALK_DUMP: join(folder, 'dump'),
  },
})

/** Walks. Throws with make's last lines when it fails. */
export const referenceWalk = (request: WalkRequest): WalkDump => {
  prepareWalk(request)
  const { argv, cwd, env } = walkCommand(request)
  const [program = '', ...args] = argv
  const done = spawnSync(program, args, { cwd, env, encoding: 'latin1', maxBuffer: 1 << 28 })
  if (done.error) throw done.error
  const said = `${done.stdout}${done.stderr}`
  writeFileSync(join(request.folder, 'log'), said, 'latin1')
  if (done.status !== 0)
    throw new Error(`make: exit ${done.status}\n${said.trimEnd().split('\n').slice(-15).join('\n')}`)
  return readWalkDump(readFileSync(join(request.folder, 'dump'), 'latin1'))
}
