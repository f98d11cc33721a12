import {
  type ClusterMap,
  compile,
  compiled,
  type Evaluator,
  type FlowBoxes,
  flowBoxes,
  type PossiblePods,
  possiblePods,
} from '../../engine';
import { type Claim, type IntentEndpoint, lazy, type Statement } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import { standingAs } from '../shared/standing';
import type { PodEnd } from '../shared/workload-endpoints';
import { endsOfClaim, flowsOfClaim } from './claim-parts';
import { knownEnds } from './known-ends';
import { type Resolver, resolverFor } from './resolve';
import { boxesOf } from './resolved';
import { standInFor } from './stand-in';

/** Everything that proving intents needs of a cluster, prepared once for all of them. */
export interface World {
  /** With the namespaces that only intents speak of. */
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly resolver: Resolver;
  readonly pods: PossiblePods;
  readonly evaluator: Evaluator;
  /** Which of the known rows reach which, or may: a look at a row of it instead of at every pair. */
  readonly map: () => ClusterMap;
  /** The known pods by rows that nothing tells apart. */
  readonly known: readonly PodEnd[];
  /** Flows that somebody says are meant. */
  readonly meant: FlowBoxes;
  /** How many steps one question may take. */
  readonly budget: number;
}

/** Prepares a cluster for the intents of these statements. */
export function worldOf(
  told: Cluster,
  profile: Profile,
  statements: readonly Statement[],
  budget: number,
): World {
  const resolver = resolverFor(told, profile);
  const claims = statements.flatMap(({ intents }) => intents);
  const meant = statements.flatMap(({ flows }) => flows.flatMap(resolver.flows));
  const cluster = withStandIns(told, claims);
  const asked = claims.flatMap((claim) => flowsOfClaim(claim).flatMap(resolver.flows));
  const sealed = claims.flatMap(endsOfClaim).map(resolver.end);
  const boxes = [...meant, ...asked].flatMap(boxesOf);
  const alone = sealed.flatMap((end) => boxesOf({ from: end, to: end, ports: NO_PORTS_ASKED }));
  const pods = possiblePods(told, profile, [...boxes, ...alone]);
  const known = knownEnds(told, pods);
  return {
    cluster,
    profile,
    resolver,
    pods,
    evaluator: compiled(cluster, profile),
    map: lazy(() => compile(standingAs(cluster, known), profile).map()),
    known,
    meant: flowBoxes(meant.flatMap(boxesOf)),
    budget,
  };
}

const NO_PORTS_ASKED = { numbers: { TCP: [], UDP: [], SCTP: [] }, names: [] };

/** The namespaces of the pods that may have to stand in for ends without known pods. */
function withStandIns(cluster: Cluster, claims: readonly Claim[]): Cluster {
  const ends = claims.flatMap((claim): readonly IntentEndpoint[] => [
    ...endsOfClaim(claim),
    ...flowsOfClaim(claim).flatMap(({ from, to }) => [...from, ...to]),
  ]);
  const added = ends.flatMap((end) => standInFor(cluster, end, [])?.namespace ?? []);
  if (added.length === 0) return cluster;
  const namespaces = new Map(cluster.namespaces);
  for (const each of added) namespaces.set(each.name, each);
  return { ...cluster, namespaces };
}
