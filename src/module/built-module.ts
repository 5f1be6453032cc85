/**
 * Would a module that is not built yet load in a kernel? Its headers fix its architecture, vermagic and versions, its
 * sources its licence and namespaces: a file that stands for it is put to the kernel's checks. Which symbols it will use
 * is known only as far as their names occur in its sources; inline functions and macros of headers use others.
 */
import { type Fact, known } from '../kernel/fact.ts'
import type { KernelFacts } from '../kernel/kernel-facts.ts'
import { loaderChange } from '../kernel/loader-changes.ts'
import type { Symvers } from '../kernel/symvers.ts'
import { type Doubt, withDoubts } from './built-doubts.ts'
import { builtStandIn } from './built-stand-in.ts'
import { SymbolForecast } from './built-symbols.ts'
import { AS_INSMOD, loadModule } from './load-module.ts'
import type { LoadAttempt, LoadResult } from './load-result.ts'
import { plainName } from './module-name.ts'
import { sourceStatements } from './source-statements.ts'
import { type StandIn, writeStandIn } from './stand-in.ts'
import type { TargetKernel } from './target-kernel.ts'

/** What modules are built with: a headers folder or a build tree. */
export interface BuildKernel {
  readonly facts: KernelFacts
  /** sizeof(struct module) there. */
  readonly structModuleSize: Fact<number>
  /** Module.symvers as modpost reads them, the kernel's own first. Known to be none: modules get no versions. */
  readonly symvers: Fact<readonly Symvers[]>
}

/** A module as a build's makefiles have it. */
export interface BuiltModule {
  /** `foo-bar` of foo-bar.ko. */
  readonly name: string
  /** The texts of all its sources, latin1; its own headers may be among them. */
  readonly sources: readonly string[]
  /** Not part of the kernel's own sources. */
  readonly isExternal: boolean
}

/** Judges for one pair of kernels; what differs between them is found out once for all modules. */
export class BuiltJudge {
  readonly #build: BuildKernel
  readonly #target: TargetKernel
  readonly #attempt: Partial<Omit<LoadAttempt, 'file'>>
  readonly #symbols: SymbolForecast

  /** `together`: names of all modules that are built together, which do not need each other's symbols of the kernel. */
  constructor(
    build: BuildKernel,
    target: TargetKernel,
    together: readonly string[],
    attempt: Partial<Omit<LoadAttempt, 'file'>> = {},
  ) {
    this.#build = build
    this.#target = target
    this.#attempt = attempt
    this.#symbols = new SymbolForecast(build, target, new Set(together.map(plainName)))
  }

  /**
   * `refused` is certain where the build ends well; `loads` is said where no export differs; `unknown` names the symbols
   * that may stand in the way. Never throws for what the texts hold.
   */
  judge(module: BuiltModule): LoadResult {
    const statements = sourceStatements(module.sources)
    const doubts: Doubt[] = []
    const standIn = builtStandIn(this.#build, this.#target, { module, statements, doubts })
    const attempt: LoadAttempt = { ...AS_INSMOD, ...this.#attempt, file: writeStandIn(standIn) }
    const result = loadModule(this.#kernelFor(standIn, doubts), attempt)
    return withDoubts(result, doubts, this.#symbols.doubts(module.name, statements), statements)
  }

  /**
   * With the size of struct module as the file has it, where one of both is not known: the CRC of its layout covers it, and
   * without CRCs it is a doubt, of kernels that compare it.
   */
  #kernelFor({ structModuleSize, versions = [] }: StandIn, doubts: Doubt[]): TargetKernel {
    const { structModuleSize: size, exports, facts } = this.#target
    if (size.kind === 'known' && this.#build.structModuleSize.kind === 'known') return this.#target
    const isCovered =
      exports.kind === 'known' && versions.some(({ symbol }) => exports.value.find(symbol)?.crc !== undefined)
    const compares = loaderChange('strictElf', facts.version)
    if (!isCovered && (compares.kind === 'unknown' || compares.value)) {
      const wanted = [size, this.#build.structModuleSize].flatMap((one) => (one.kind === 'unknown' ? one.wanted : []))
      doubts.push({ check: 'module/this-module-size', errnos: ['ENOEXEC'], args: { reason: 'build' }, wanted })
    }
    return {
      ...this.#target,
      structModuleSize: known(structModuleSize, { kind: 'inferred', from: 'module-layout-crc' }),
    }
  }
}
