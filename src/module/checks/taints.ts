/**
 * What a module does to the kernel's reputation. Nothing here refuses it.
 * Follows check_modinfo() and load_module() in kernel/module/main.c (Linux 6.1), module_augment_kernel_taints() (6.12),
 * where the same is said later on the way.
 */
import { readLicence } from '../licence.ts'
import type { Check, Load } from '../load.ts'
import { LOCK_DEBUGGING } from './force-load.ts'

const outOfTree = (load: Load, name: string): void => {
  if (load.modinfo.first('intree') !== undefined) return
  load.logOnce(`${name}: loading out-of-tree module taints kernel.`)
  load.taint('O')
}

/** Said where the processor is vulnerable and the kernel was built to do something about it. */
const retpoline = (load: Load, name: string): void => {
  const { retpoline: checks } = load.kernel.facts.features
  if (checks.kind !== 'known' || !checks.value || load.modinfo.first('retpoline') !== undefined) return
  if (!load.changeOr('retpoline', false)) return
  load.log('Spectre V2 : System may be vulnerable to spectre v2')
  load.log(`${name}: loading module not compiled with retpoline compiler.`)
}

const staging = (load: Load, name: string): void => {
  if (load.modinfo.first('staging') === undefined) return
  load.taint('C')
  load.log(`${name}: module is from the staging directory, the quality is unknown, you have been warned.`)
}

const livepatched = (load: Load, name: string): void => {
  if (load.modinfo.first('livepatch') === undefined) return
  load.taint('K')
  load.logOnce(`${name}: tainting kernel with TAINT_LIVEPATCH`)
}

const licence = (load: Load, name: string): void => {
  const { text, gpl } = readLicence(load.modinfo)
  if (gpl) return
  load.isProprietary = true
  load.logOnce(`${name}: module license '${text}' taints kernel.`)
  load.logOnce(LOCK_DEBUGGING)
  load.taint('P')
}

const test = (load: Load, name: string): void => {
  if (load.modinfo.first('test') === undefined) return
  load.logOnce(`${name}: loading test module taints kernel.`)
  load.taint('N')
}

const unsigned = (load: Load, name: string): void => {
  if (load.isSigned) return
  load.logOnce(`${name}: module verification failed: signature and/or required key missing - tainting kernel`)
  load.taint('E')
}

/** Modules that the kernel knows by name: two hid their licence, one loads what is not free. */
const knownByName = (load: Load, name: string): void => {
  if (name !== 'ndiswrapper' && name !== 'driverloader' && name !== 'lve') return
  if (name !== 'ndiswrapper') load.isProprietary = true
  load.taint('P')
  load.logOnce(`${name}: module license taints kernel.`)
}

/** What kernels before 6.12 say while they read .modinfo. The livepatch check lies between. */
export const taintsOfModinfo: Check = {
  name: 'taints-of-modinfo',
  needs: ['features.retpoline'],
  run: (load) => {
    const name = load.structName ?? ''
    outOfTree(load, name)
    retpoline(load, name)
    staging(load, name)
    return undefined
  },
}

/** What those say behind it. */
export const taintsOfLicence: Check = {
  name: 'taints-of-licence',
  needs: [],
  run: (load) => {
    const name = load.structName ?? ''
    livepatched(load, name)
    licence(load, name)
    test(load, name)
    return undefined
  },
}

/** What those say once the module has its place. */
export const taintsOfSignature: Check = {
  name: 'taints-of-signature',
  needs: ['features.moduleSig'],
  run: (load) => {
    unsigned(load, load.structName ?? '')
    return undefined
  },
}

/** And of its name, behind the sections. */
export const taintsOfName: Check = {
  name: 'taints-of-name',
  needs: [],
  run: (load) => {
    knownByName(load, load.structName ?? '')
    return undefined
  },
}

/** The same in kernels since 6.12, all of it once the module has its place. */
export const taintsOfPlace: Check = {
  name: 'taints-of-place',
  needs: ['features.retpoline', 'features.moduleSig'],
  run: (load) => {
    for (const each of [taintsOfModinfo, taintsOfLicence, taintsOfSignature, taintsOfName]) each.run(load)
    // of every module that brings the taint, as licences are looked at in the same breath
    if (load.isProprietary) load.logOnce(`${load.structName ?? ''}: module license taints kernel.`)
    return undefined
  },
}
