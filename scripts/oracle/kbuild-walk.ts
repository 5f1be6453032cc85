/**
 * `node dist/scripts/kbuild-walk.js --tree DIR --arch ARCH --out DIR`: the truth of one configuration by the reference
 * walk (GNU make), as a folder of texts (see kbuild/truth-files.ts).
 *
 *   --tree DIR        the kernel's source
 *   --arch ARCH       as in `make ARCH=…`
 *   --out DIR         where the texts go, the resolved configuration among them (`config`)
 *   --config FILE     a resolved configuration, or
 *   --make NAME       one that the tree makes: x86_64_defconfig, allyesconfig, tinyconfig, randconfig-SEED
 */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { writeWalkedTruth } from './kbuild/walked-truth.ts'
import { runScript, say, scriptOptions, UsageError } from './place/script.ts'
import { workFolder } from './place/work-folder.ts'

await runScript(() => {
  const { tree, arch, out, config, make } = scriptOptions({
    tree: { type: 'string' },
    arch: { type: 'string' },
    out: { type: 'string' },
    config: { type: 'string' },
    make: { type: 'string' },
  })
  if (tree === undefined || arch === undefined || out === undefined) throw new UsageError('--tree, --arch and --out')
  if ((config === undefined) === (make === undefined)) throw new UsageError('--config or --make')
  const folder = mkdtempSync(join(workFolder(), 'kwalk-'))
  const from =
    make === undefined ? { kind: 'file' as const, path: resolve(config ?? '') } : { kind: 'made' as const, name: make }
  mkdirSync(dirname(resolve(out)), { recursive: true })
  writeWalkedTruth({ tree: resolve(tree), arch, from }, folder, resolve(out))
  say(out)
  return 0
})
