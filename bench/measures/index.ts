/** Every line of the table, in its order. */
import type { Measure } from '../measure';
import { cold, peakMemory } from './cold';
import { singleFlows } from './flows';
import { growth } from './growth';
import { mapToCompile } from './map-to-compile';
import { mapToJson } from './map-to-json';
import { naive } from './naive';
import { naiveSampled } from './naive-sampled';
import { onePolicy } from './one-policy';
import { engineState } from './state';
import { symbolic } from './symbolic';
import { yamlToJsYaml } from './yaml-to-js-yaml';

export const MEASURES: readonly Measure[] = [
  mapToJson('l', { atMost: 0.7 }),
  cold,
  yamlToJsYaml,
  naive('naive', { atLeast: 200 }),
  naive('naive-by-namespace', { atLeast: 25 }),
  naiveSampled('naive', 'm'),
  naiveSampled('naive-by-namespace', 'm'),
  naiveSampled('naive', 'l'),
  naiveSampled('naive-by-namespace', 'l'),
  singleFlows('ends'),
  singleFlows('pods'),
  growth,
  engineState('l', { atMost: 500 }),
  peakMemory('l', 6),
  peakMemory('fat-l'),
  onePolicy,
  mapToCompile,
  engineState('adv'),
  symbolic,
  ...[
    ...['s', 'm', 'lu', 'one', 'real', 'kb', 'adv', 'fat', 'scale-minimal', 'scale-medium'],
    ...['antrea-small-namespaces', 'antrea-large-namespaces', 'antrea-same-selector'],
    ...['antrea-pod-each', 'antrea-across'],
  ].map((name) => mapToJson(name)),
];
