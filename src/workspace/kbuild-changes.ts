/**
 * What to set so that something is built: what the makefiles want, then what Kconfig wants for that, and a walk with what
 * comes of it.
 */
import { ChangePlanner, type Plan, type PlannedValue } from '../explain/change-plan.ts'
import type { FileSystem } from '../files/file-system.ts'
import { build } from '../kbuild/build.ts'
import { builtAs } from '../kbuild/built-as.ts'
import { changesFor } from '../kbuild/changes.ts'
import type { SymbolChange } from '../kbuild/gate-chain.ts'
import type { KbuildRequest } from '../kbuild/top-makefile.ts'
import type { FoundChain } from '../kbuild/why.ts'
import { failureOf } from './failure.ts'
import type { KconfigOpinion, PlannedChange, WhyReport } from './kbuild-request.ts'
import type { WhyQuestion } from './kbuild-why.ts'
import { type KconfigSession, openKconfig, type Resolution } from './kconfig-session.ts'

/** The part of the report that tells what to change. */
export type ChangeReport = Pick<WhyReport, 'changes' | 'verified' | 'becomes' | 'kconfig' | 'fragment' | 'rejections'>

/** Ways that are tried, the best first, and rounds of dependencies for each. */
const WAYS = 4
const ROUNDS = 12

const SYMBOL = /^CONFIG_/
const bare = (symbol: string): string => symbol.replace(SYMBOL, '')

interface OpenKconfig {
  readonly session?: KconfigSession
  readonly opinion: KconfigOpinion
}

/** A module of one's own is not in any tree's Kconfig. */
const open = async (files: FileSystem, { request, inputs }: WhyQuestion): Promise<OpenKconfig> => {
  if (inputs.request.external !== undefined) return { opinion: { kind: 'absent' } }
  try {
    const session = await openKconfig(files, request, inputs)
    return session === undefined ? { opinion: { kind: 'absent' } } : { session, opinion: { kind: 'resolved' } }
  } catch (error) {
    const problem = failureOf(error)
    if (problem === undefined) throw error
    return { opinion: { kind: 'failed', problem } }
  }
}

/** The first of some ways that Kconfig and the makefiles both let be; else what was found out about the first. */
export const changesToBuild = async (
  files: FileSystem,
  question: WhyQuestion,
  found: readonly FoundChain[],
): Promise<ChangeReport> => {
  const { session, opinion } = await open(files, question)
  const { maker } = question.made
  const { configuration } = question.inputs.request
  const kindOf = (symbol: string): ReturnType<KconfigSession['kindOf']> => session?.kindOf(bare(symbol))
  const canBeSet = (symbol: string): boolean => session?.canBeSet(bare(symbol)) ?? true
  let first: ChangeReport | undefined
  for (const { chain, directory, way } of found.slice(0, WAYS)) {
    const wanted = changesFor({ maker, configuration, kindOf, canBeSet }, { directory, way })
    if (wanted === undefined || wanted.length === 0) continue
    const report =
      session === undefined
        ? byMakefiles(question, chain.path, wanted, opinion)
        : await byKconfig(question, chain.path, wanted, session)
    if (report.verified === true) return report
    first ??= report
  }
  return first ?? { changes: [] }
}

/** What a walk with another configuration makes of the object. */
const becomes = (
  { inputs }: WhyQuestion,
  configuration: KbuildRequest['configuration'],
  path: string,
): Pick<ChangeReport, 'verified' | 'becomes'> => {
  const result = build({ ...inputs.request, configuration }, inputs.tree.only)
  const kind = result.kind === 'built' ? builtAs(result.build, path) : undefined
  return kind === undefined ? { verified: false } : { verified: true, becomes: kind }
}

const byMakefiles = (
  question: WhyQuestion,
  path: string,
  wanted: readonly SymbolChange[],
  kconfig: KconfigOpinion,
): ChangeReport => {
  const configuration = new Map(question.inputs.request.configuration)
  for (const { symbol, to } of wanted) {
    if (to === '') configuration.delete(symbol)
    else configuration.set(symbol, to)
  }
  const changes = wanted.map((change): PlannedChange => ({ ...change, because: 'makefile' }))
  return { changes, ...becomes(question, configuration, path), kconfig, fragment: changes.map(lineOf) }
}

const byKconfig = async (
  question: WhyQuestion,
  path: string,
  wanted: readonly SymbolChange[],
  session: KconfigSession,
): Promise<ChangeReport> => {
  const isKconfig = ({ symbol }: SymbolChange): boolean => SYMBOL.test(symbol)
  const values = wanted
    .filter(isKconfig)
    .map(({ symbol, to }): PlannedValue => ({ symbol: bare(symbol), value: to, because: 'makefile' }))
  const { plan, resolution } = await settle(new ChangePlanner(values, session), session)
  const changes = changesOf(plan, question.inputs.request.configuration)
  const { rejections } = resolution
  return {
    changes,
    ...becomes(question, resolution.configuration, path),
    kconfig: { kind: 'resolved' },
    fragment: changes.map(lineOf),
    ...(rejections.length === 0 ? {} : { rejections }),
  }
}

interface Settled {
  readonly plan: Plan
  readonly resolution: Resolution
}

/** Adds what is asked for until everything survives or nothing more can be done. Half a plan is none. */
const settle = async (planner: ChangePlanner, session: KconfigSession): Promise<Settled> => {
  const resolvePlan = (plan: Plan): Promise<Resolution> =>
    session.resolve(new Map([...plan.values()].map(({ symbol, value }) => [symbol, value])))
  const first: Settled = { plan: new Map(planner.plan), resolution: await resolvePlan(planner.plan) }
  let latest = first
  for (let round = 0; round < ROUNDS && latest.resolution.rejections.length > 0; round++) {
    const next = planner.next(latest.resolution.rejections)
    if (next.kind === 'stuck') return latest
    latest = { plan: next.plan, resolution: await resolvePlan(next.plan) }
  }
  return latest.resolution.rejections.length > 0 ? first : latest
}

const changesOf = (plan: Plan, configuration: ReadonlyMap<string, string>): readonly PlannedChange[] =>
  [...plan.values()].flatMap(({ symbol, value, because, dependent }) => {
    const from = configuration.get(`CONFIG_${symbol}`) ?? ''
    if (from === value) return []
    const sake = dependent === undefined ? {} : { dependent: `CONFIG_${dependent}` }
    return { symbol: `CONFIG_${symbol}`, from, to: value, because, ...sake }
  })

const lineOf = ({ symbol, to }: SymbolChange): string => (to === '' ? `# ${symbol} is not set` : `${symbol}=${to}`)
