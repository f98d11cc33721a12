import type { Check } from '../../check';
import { directionClosedByOmission } from './direction-closed-by-omission';
import { egressRulesIsolateIngress } from './egress-rules-isolate-ingress';
import { emptyEgressIsolatesNothing } from './empty-egress-isolates-nothing';
import { emptyPeerList } from './empty-peer-list';
import { rulesThatDoNotCount } from './rules-that-do-not-count';

/** In the order of their ids. */
export const CORRECTNESS: readonly Check[] = [
  emptyPeerList,
  rulesThatDoNotCount,
  egressRulesIsolateIngress,
  emptyEgressIsolatesNothing,
  directionClosedByOmission,
];
