/**
 * A build in which every makefile was read to its end: make gives up where one of them stops.
 */
import { type Build, build } from '../kbuild/build.ts'
import type { KbuildRequest } from '../kbuild/top-makefile.ts'
import { stoppedByMake } from './kbuild-failure.ts'

/** Throws a `KbuildRequestFailure`. */
export const completeBuild = (request: KbuildRequest, only?: string): Build => {
  const result = build(request, only)
  if (result.kind === 'stopped') throw stoppedByMake(result.stop)
  for (const visit of result.build.visits) if (visit.stopped !== undefined) throw stoppedByMake(visit.stopped)
  return result.build
}
