import type { Check } from '../../check';
import { egressNeverIsolated } from './egress-never-isolated';
import { namespaceWithoutDefaultDeny } from './namespace-without-default-deny';
import { workloadNotIsolated } from './workload-not-isolated';

/** In the order of their ids. */
export const ISOLATION: readonly Check[] = [
  namespaceWithoutDefaultDeny,
  workloadNotIsolated,
  egressNeverIsolated,
];
