/**
 * `node dist/scripts/kbuild-external-walk.js --headers DIR --sources DIR --cases DIR [--write] [NAME…]`: the reference walk
 * (GNU make) of each case, held against what it has; with --write that is written anew. Exits 1 when something differs.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { externalTexts, readExternalCases, writeExternalTruth } from './kbuild/external-cases.ts'
import { externalWalk } from './kbuild/external-walk.ts'
import { runScript, say, scriptOptions, UsageError } from './place/script.ts'
import { workFolder } from './place/work-folder.ts'

await runScript(() => {
  const { headers, sources, cases, write, only } = scriptOptions({
    headers: { type: 'string' },
    sources: { type: 'string' },
    cases: { type: 'string' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  })
  if (headers === undefined || sources === undefined || cases === undefined) {
    throw new UsageError('--headers, --sources and --cases')
  }
  const folder = mkdtempSync(join(workFolder(), 'kwalk-'))
  let different = 0
  for (const one of readExternalCases(resolve(cases), resolve(sources))) {
    if (only !== undefined && !one.name.includes(only)) continue
    try {
      const found = externalWalk({ headers: resolve(headers), module: one.module, variables: one.variables, folder })
      const { modulesOrder, modulesObjects } = externalTexts(found)
      const objects = found.modules.reduce((sum, module) => sum + module.objects.length, 0)
      const same = modulesOrder === one.modulesOrder && modulesObjects === one.modulesObjects
      if (!same && !write) different++
      say(
        `${one.name}: ${found.modules.length} modules, ${objects} objects${same ? '' : write ? ': written' : ': differs'}`,
      )
      if (write) writeExternalTruth(resolve(cases), one.name, found)
    } catch (error) {
      different++
      say(`${one.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  rmSync(folder, { recursive: true })
  return different === 0 ? 0 : 1
})
