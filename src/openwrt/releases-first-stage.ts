/**
 * The first stage of each release.
 */
import type { MetadataSwitches } from './metadata-switches.ts'
import {
  FEATURES_1701,
  FEATURES_1806,
  FEATURES_1907,
  FEATURES_2102,
  FEATURES_2203,
  FEATURES_2512,
  FEATURES_MAIN,
} from './target-features.ts'

const v1701: MetadataSwitches = {
  virtualPackages: 'entries',
  providerTest: 'unset',
  dropsSelectedConditions: false,
  markedProvides: false,
  implicitConflicts: false,
  features: FEATURES_1701,
  testingKernels: false,
  brokenProfiles: false,
  markedPackages: false,
  defaultProfiles: false,
  defaultTarget: 'ar71xx',
}
const v1806: MetadataSwitches = { ...v1701, virtualPackages: 'lists', features: FEATURES_1806 }
const v1907: MetadataSwitches = {
  ...v1806,
  providerTest: 'less',
  testingKernels: true,
  features: FEATURES_1907,
  defaultTarget: 'ath79',
}
const v2102: MetadataSwitches = { ...v1907, brokenProfiles: true, features: FEATURES_2102 }
const v2203: MetadataSwitches = { ...v2102, features: FEATURES_2203 }
const v2410: MetadataSwitches = { ...v2203, dropsSelectedConditions: true, markedPackages: true }
const v2512: MetadataSwitches = {
  ...v2410,
  markedProvides: true,
  defaultProfiles: true,
  features: FEATURES_2512,
  defaultTarget: 'mediatek',
}
const main: MetadataSwitches = { ...v2512, implicitConflicts: true, features: FEATURES_MAIN }

export const FIRST_STAGE: Readonly<Record<string, MetadataSwitches>> = {
  '17.01': v1701,
  '18.06': v1806,
  '19.07': v1907,
  '21.02': v2102,
  '22.03': v2203,
  '23.05': v2203,
  '24.10': v2410,
  '25.12': v2512,
  main,
}
