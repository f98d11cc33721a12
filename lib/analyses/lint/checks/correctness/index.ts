import type { Check } from '../../check';
import { contradictorySelector } from './contradictory-selector';
import { denyThatAllows } from './deny-that-allows';
import { directionClosedByOmission } from './direction-closed-by-omission';
import { egressRulesIsolateIngress } from './egress-rules-isolate-ingress';
import { emptyEgressIsolatesNothing } from './empty-egress-isolates-nothing';
import { emptyPeerList } from './empty-peer-list';
import { labelOfTheController } from './label-of-the-controller';
import { labelThatNoNamespaceHas } from './label-that-no-namespace-has';
import { labelsThatNeverMeet } from './labels-that-never-meet';
import { namespaceOmitted } from './namespace-omitted';
import { negativeSelectorAdmitsUnlabelled } from './negative-selector-admits-unlabelled';
import { peerIsNotTheWholeCluster } from './peer-is-not-the-whole-cluster';
import { peerMatchesNothing } from './peer-matches-nothing';
import { peerStaysInItsNamespace } from './peer-stays-in-its-namespace';
import { peersSplitByADash } from './peers-split-by-a-dash';
import { policyInTheWrongNamespace } from './policy-in-the-wrong-namespace';
import { policySelectsNothing } from './policy-selects-nothing';
import { rulesThatDoNotCount } from './rules-that-do-not-count';

/** In the order of their ids. */
export const CORRECTNESS: readonly Check[] = [
  peersSplitByADash,
  emptyPeerList,
  denyThatAllows,
  peerStaysInItsNamespace,
  peerIsNotTheWholeCluster,
  labelThatNoNamespaceHas,
  policySelectsNothing,
  peerMatchesNothing,
  contradictorySelector,
  labelOfTheController,
  labelsThatNeverMeet,
  negativeSelectorAdmitsUnlabelled,
  policyInTheWrongNamespace,
  namespaceOmitted,
  rulesThatDoNotCount,
  egressRulesIsolateIngress,
  emptyEgressIsolatesNothing,
  directionClosedByOmission,
];
