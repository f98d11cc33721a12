import { type ClusterMap, compile, type Evaluator } from '../../engine';
import type { Direction } from '../../kernel';
import type { Cluster, FlowEnd } from '../../model';
import type { Profile } from '../../platform';
import { type Openings, openingsIn } from '../shared/openings';
import { standingAs } from '../shared/standing';
import { type PodEnd, podEnds } from '../shared/workload-endpoints';

/** What every part of one answer shares. */
export interface Context {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly evaluator: Evaluator;
  /** Who of the workloads reaches whom. */
  readonly map: ClusterMap;
  /** All workloads, by id. */
  readonly ends: readonly PodEnd[];
  readonly openings: Openings;
}

/** Prepares a cluster for these questions. */
export function contextOf(cluster: Cluster, profile: Profile): Context {
  const ends = podEnds(cluster, 'workload');
  const evaluator = compile(standingAs(cluster, ends), profile);
  const map = evaluator.map();
  return { cluster, profile, evaluator, map, ends, openings: openingsIn(cluster, profile) };
}

/** The flow between the workload that is asked about and a peer, in a direction of the workload. */
export function flowBetween(
  direction: Direction,
  subject: FlowEnd,
  peer: FlowEnd,
): { readonly from: FlowEnd; readonly to: FlowEnd } {
  return direction === 'egress' ? { from: subject, to: peer } : { from: peer, to: subject };
}

/** The pods of a row as the end of a flow. */
export function podEnd({ pods: [pod] }: PodEnd): FlowEnd {
  return { kind: 'pod', pod };
}
