import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bootKernel } from './module/boot.ts'
import { writeMutants } from './mutants/mutant-folder.ts'
import { originalModules } from './mutants/originals.ts'
import { recipes } from './mutants/recipe.ts'
import { runScript, say } from './place/script.ts'

await runScript(() => {
  const [series = '6.1', seed = '1', count = '1000', root = '', out = '', cases = ''] = process.argv.slice(2)
  const release = readdirSync(join(root, 'lib/modules'))[0] ?? ''
  const originals = originalModules(root, cases)
  say(`${series}: ${originals.modules.length} originals`)
  const folder = writeMutants(out, release, originals, recipes(Number(count) * 2, Number(seed)), Number(count))
  say(`${folder.cases.length} cases`)
  bootKernel({ kernel: join(root, 'boot', `vmlinuz-${release}`), modules: join(out, 'modules'), cases: join(out, 'cases.json'), out: join(out, 'verdicts.json'), scratch: join(out, 'boot') })
  return 0
})
