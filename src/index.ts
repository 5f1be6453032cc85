/**
 * The library: what can be used from other programs. Re-exports only.
 */
export { type CompareOptions, type ConfigDifference, compareConfigs } from './config/compare.ts'
export type {
  ConfigEntry,
  ConfigHeader,
  ConfigSet,
  ConfigValue,
  Reassignment,
  UnexpectedLine,
} from './config/config-set.ts'
export { type MergeResult, mergeConfigs } from './config/merge.ts'
export { type ReadOptions, readConfig } from './config/read.ts'
export { formatEntries } from './config/write.ts'
export type { Diagnostic, LinePosition, Severity, Span } from './diagnostics/diagnostic.ts'
export { type DiskOptions, diskFileSystem } from './files/disk-file-system.ts'
export { FileError, type FileKind, type FileSystem } from './files/file-system.ts'
export { type MemoryFiles, memoryFileSystem } from './files/memory-file-system.ts'
export { overlayFileSystem } from './files/overlay-file-system.ts'
export type { Finding, LoadResult } from './module/load-result.ts'
export type { ProbeOracle } from './probe/probe.ts'
export { formatToolchain, parseToolchain, type Toolchain, type ToolchainResult } from './probe/toolchain.ts'
export { KCHECK_VERSION } from './version.ts'
export { type BuiltOptions, judgeBuilt } from './workspace/judge-built.ts'
export { type JudgeOptions, judgeModules } from './workspace/judge-modules.ts'
export { kbuild } from './workspace/kbuild.ts'
export type { KbuildCommandRequest, KbuildOutcome, KbuildResult } from './workspace/kbuild-request.ts'
export type { MinimiseRequest, MinimiseResult } from './workspace/minimise-request.ts'
export { minimiseSeed } from './workspace/minimise-seed.ts'
export type {
  JudgedModule,
  ModuleFailure,
  ModuleOutcome,
  ModuleRun,
  UnjudgedFile,
} from './workspace/module-outcome.ts'
export type { ModuleRequest } from './workspace/module-request.ts'
export type { JudgedPackage } from './workspace/package-outcome.ts'
export { predict } from './workspace/predict.ts'
export type {
  Emit,
  PredictFailure,
  Prediction,
  PredictMode,
  PredictNote,
  PredictProblem,
  PredictRequest,
  PredictResult,
  UnknownAnswer,
} from './workspace/predict-request.ts'
export { vermagic } from './workspace/vermagic.ts'
export type { VermagicRequest, VermagicResult } from './workspace/vermagic-request.ts'
