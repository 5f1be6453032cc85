/** All generations by name. */
import type { Dialect, DialectName } from '../dialect.ts'
import { linux417, linux418 } from './linux-4.ts'
import { linux54, linux56, linux510, linux515 } from './linux-5.ts'
import { linux61, linux66, linux68, linux612, linux618 } from './linux-6.ts'
import {
  openwrt1701,
  openwrt1806,
  openwrt1907,
  openwrt2102,
  openwrt2203,
  openwrt2305,
  openwrt2410,
  openwrt2512,
} from './openwrt.ts'

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  'linux-4.17': linux417,
  'linux-4.18': linux418,
  'linux-5.4': linux54,
  'linux-5.6': linux56,
  'linux-5.10': linux510,
  'linux-5.15': linux515,
  'linux-6.1': linux61,
  'linux-6.6': linux66,
  'linux-6.8': linux68,
  'linux-6.12': linux612,
  'linux-6.18': linux618,
  'openwrt-17.01': openwrt1701,
  'openwrt-18.06': openwrt1806,
  'openwrt-19.07': openwrt1907,
  'openwrt-21.02': openwrt2102,
  'openwrt-22.03': openwrt2203,
  'openwrt-23.05': openwrt2305,
  'openwrt-24.10': openwrt2410,
  'openwrt-25.12': openwrt2512,
}
