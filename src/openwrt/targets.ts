/**
 * The targets of a buildroot, and which of them a configuration chooses. Follows PLATFORM_DIR and SUBTARGET in
 * include/target.mk, and rules.mk, which takes both from `.config`.
 */
import { nearestName } from '../diagnostics/edit-distance.ts'
import { type FileSystem, listIfThere } from '../files/file-system.ts'
import { buildrootValue } from './buildroot-config.ts'
import { type Attempt, failed, isFailed } from './problem.ts'
import type { OpenwrtRelease } from './releases.ts'

export interface BuildrootTarget {
  /** CONFIG_TARGET_BOARD: `ath79`. */
  readonly board: string
  /** Absent of targets that have none (many in 17.01, uml). */
  readonly subtarget?: string
  /** `ath79/generic`: the folder of its images; without a subtarget `uml/generic`. */
  readonly name: string
  /** `target/linux/ath79`, below the tree. */
  readonly folder: string
  /** Lines of the configuration that chose it, from 1. */
  readonly boardLine?: number
  readonly subtargetLine?: number
}

const OWN = 'target/linux'
const FROM_FEEDS = 'target/linux/feeds'

/** Where targets are, what comes first winning. */
const placesOf = ({ feedTargets }: OpenwrtRelease): readonly string[] => (feedTargets ? [FROM_FEEDS, OWN] : [OWN])

const subtargetsIn = (files: FileSystem, folder: string): readonly string[] =>
  listIfThere(files, folder).filter((name) => files.kind(`${folder}/${name}/target.mk`) === 'file')

/** A target without subtargets is called so where a name is needed. */
const NO_SUBTARGET = 'generic'

/** All targets by name, the tree's own and those out of feeds. */
export const listTargets = (files: FileSystem, tree: string, release: OpenwrtRelease): readonly BuildrootTarget[] => {
  const targets = new Map<string, BuildrootTarget>()
  for (const place of placesOf(release))
    for (const board of listIfThere(files, `${tree}/${place}`)) {
      const folder = `${place}/${board}`
      if (targets.has(board) || files.kind(`${tree}/${folder}/Makefile`) !== 'file') continue
      targets.set(board, { board, name: `${board}/${NO_SUBTARGET}`, folder })
    }
  return [...targets.values()].flatMap((target) => {
    const subtargets = subtargetsIn(files, `${tree}/${target.folder}`)
    if (subtargets.length === 0) return [target]
    return subtargets.map((subtarget) => ({ ...target, subtarget, name: `${target.board}/${subtarget}` }))
  })
}

/**
 * Names that a person may have meant by `ath79/genric`: the nearest of the same board or all of it, else the nearest of
 * all.
 */
export const nearestTargets = (
  files: FileSystem,
  tree: string,
  release: OpenwrtRelease,
  name: string,
): readonly string[] => {
  const names = listTargets(files, tree, release).map((target) => target.name)
  const boardOf = (one: string): string => one.slice(0, one.indexOf('/') + 1)
  const sameBoard = names.filter((one) => boardOf(one) === boardOf(name))
  const subtarget = nearestName(
    name.slice(boardOf(name).length),
    sameBoard.map((one) => one.slice(boardOf(one).length)),
  )
  if (subtarget !== undefined) return [boardOf(name) + subtarget]
  if (sameBoard.length > 0) return sameBoard
  const nearest = nearestName(name, names)
  if (nearest !== undefined) return [nearest]
  const board = nearestName(boardOf(name), new Set(names.map(boardOf)))
  return names.filter((one) => boardOf(one) === board)
}

/** The target of a board and a subtarget, as they are called in `.config`. */
export const findTarget = (
  files: FileSystem,
  tree: string,
  release: OpenwrtRelease,
  board: string,
  subtarget = NO_SUBTARGET,
): Attempt<BuildrootTarget> => {
  const name = `${board}/${subtarget}`
  const folder = placesOf(release)
    .map((place) => `${place}/${board}`)
    .find((one) => files.kind(`${tree}/${one}/Makefile`) === 'file')
  // a name may not lead out of the folder of targets
  if (folder === undefined || board === '' || /^\.+$|\//.test(board))
    return failed({ kind: 'unknown-target', target: name, nearest: nearestTargets(files, tree, release, name) })
  if (subtargetsIn(files, `${tree}/${folder}`).includes(subtarget)) return { board, subtarget, name, folder }
  if (subtarget === NO_SUBTARGET && subtargetsIn(files, `${tree}/${folder}`).length === 0)
    return { board, name, folder }
  return failed({ kind: 'unknown-target', target: name, nearest: nearestTargets(files, tree, release, name) })
}

/** The target that the text of a full `.config` chooses. */
export const chosenTarget = (
  files: FileSystem,
  tree: string,
  release: OpenwrtRelease,
  config: string,
): Attempt<BuildrootTarget> => {
  const board = buildrootValue(config, 'TARGET_BOARD')
  if (board === undefined || board.value === '') return failed({ kind: 'no-target' })
  const subtarget = buildrootValue(config, 'TARGET_SUBTARGET')
  const target = findTarget(files, tree, release, board.value, subtarget?.value)
  if (isFailed(target)) return target
  return { ...target, boardLine: board.line, ...(subtarget === undefined ? {} : { subtargetLine: subtarget.line }) }
}
