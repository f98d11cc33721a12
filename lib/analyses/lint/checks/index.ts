import type { Check } from '../check';
import { CORRECTNESS } from './correctness';
import { DEAD } from './dead';
import { EXPOSURE } from './exposure';
import { HYGIENE } from './hygiene';
import { ISOLATION } from './isolation';
import { PLATFORM } from './platform';
import { PORTS } from './ports';

/**
 * Every check, by id. The first digit is the folder: 0 correctness, 1 exposure, 2 isolation, 3 dead,
 * 4 platform, 5 hygiene, 6 ports.
 */
export const CHECKS: readonly Check[] = [
  ...CORRECTNESS,
  ...EXPOSURE,
  ...ISOLATION,
  ...DEAD,
  ...PLATFORM,
  ...HYGIENE,
  ...PORTS,
];
