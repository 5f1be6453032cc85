/**
 * `node dist/scripts/kbuild-walk.js --tree DIR --arch ARCH --out DIR`: the truth of one configuration by the reference
 * walk (GNU make), as a folder of texts (see kbuild/truth-files.ts).
 *
 *   --tree DIR        the kernel's source
 *   --arch ARCH       as in `make ARCH=…`
 *   --out DIR         where the texts go, the resolved configuration among them (`config`)
 *   --config FILE     what to start from
 *   --mode MODE       how it is resolved: olddefconfig, tinyconfig, randconfig … (olddefconfig)
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { joinWalk } from './kbuild/join-walk.ts'
import { referenceWalk } from './kbuild/reference-walk.ts'
import { resolveConfig } from './kbuild/resolve-config.ts'
import { writeTruthFiles } from './kbuild/truth-files.ts'
import { runScript, say, scriptOptions, UsageError } from './place/script.ts'
import { workFolder } from './place/work-folder.ts'

await runScript(() => {
  const { tree, arch, out, config, mode } = scriptOptions({
    tree: { type: 'string' },
    arch: { type: 'string' },
    out: { type: 'string' },
    config: { type: 'string' },
    mode: { type: 'string', default: 'olddefconfig' },
  })
  if (tree === undefined || arch === undefined || out === undefined) throw new UsageError('--tree, --arch and --out')
  const folder = mkdtempSync(join(workFolder(), 'kwalk-'))
  const start = config === undefined ? undefined : resolve(config)
  const resolved = resolveConfig(resolve(tree), arch, mode, start, join(folder, 'resolved'))
  const lists = joinWalk(referenceWalk({ tree: resolve(tree), arch, ...resolved, folder: join(folder, 'walk') }))
  writeTruthFiles(out, lists)
  copyFileSync(resolved.config, join(out, 'config'))
  rmSync(folder, { recursive: true })
  say(`${out}: ${lists.modules.length} modules, ${lists.builtinObjects.length} built-in objects`)
  return 0
})
