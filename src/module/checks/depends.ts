/**
 * `depends=`: what modprobe loads first. The kernel never reads it, so nothing is refused here.
 */
import type { Check, Load } from '../load.ts'
import { plainName } from '../module-name.ts'

const check = (load: Load): undefined => {
  const declared = load.modinfo.first('depends')
  if (declared === undefined) return
  const names = new Set(declared.split(',').map((name) => plainName(name.trim())))
  const missing = [...load.exporters].filter((name) => !names.has(plainName(name)))
  if (missing.length === 0) return
  load.note('module/depends', { missing, declared: [...names].filter((name) => name !== '') })
}

export const depends: Check = { name: 'depends', needs: ['exports'], run: check }
