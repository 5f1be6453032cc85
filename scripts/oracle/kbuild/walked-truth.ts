/**
 * Truths that the reference walk made, kept in the working folder: `kbuild-truth/VERSION/ARCH-NAME`, the resolved
 * configuration (`config`) among them.
 */
import { copyFileSync, cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { kernelVersion } from '../place/kernel-tree.ts'
import { workFolder } from '../place/work-folder.ts'
import { joinWalk } from './join-walk.ts'
import { referenceWalk } from './reference-walk.ts'
import { type ConfigRequest, resolveConfig } from './resolve-config.ts'
import { writeTruthFiles } from './truth-files.ts'

/** Walks what `request` asks for and writes the truth to `out`; the work is done in `folder`, which is left empty. */
export const writeWalkedTruth = (request: ConfigRequest, folder: string, out: string): void => {
  const resolved = resolveConfig(request, join(folder, 'resolved'))
  const { tree, arch } = request
  const partial = join(folder, 'truth')
  writeTruthFiles(partial, joinWalk(referenceWalk({ tree, arch, ...resolved, folder: join(folder, 'walk') })))
  copyFileSync(resolved.config, join(partial, 'config'))
  rmSync(out, { recursive: true, force: true })
  cpSync(partial, out, { recursive: true })
  rmSync(folder, { recursive: true })
}

/** The folder of the truth of a configuration that `tree` makes by `name`, made now unless it was before. */
export const ensureWalkedTruth = (tree: string, arch: string, name: string): string => {
  const kept = join(workFolder(), 'kbuild-truth', kernelVersion(tree))
  const out = join(kept, `${arch}-${name}`)
  if (!existsSync(out)) writeWalkedTruth({ tree, arch, from: { kind: 'made', name } }, join(kept, 'working'), out)
  return out
}
