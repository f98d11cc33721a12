import type { ClusterMap } from '#netpol/engine';
import { InternalError } from '#netpol/kernel';
import type { Cluster } from '#netpol/model';
import type { Profile } from '#netpol/platform';
import { byNamespace } from '../naive/by-namespace';
import { compiledAndMapped } from '../phases';
import { fingerprint } from './fingerprint';
import { refuseDifference, sampledFlows } from './sampled-flows';

/** A map that may be timed, and in a few words why. */
export interface ProvenMap {
  readonly map: ClusterMap;
  readonly fingerprint: string;
  readonly proof: string;
}

const FLOWS = 200_000;

/** How many policies the specification may look at for all flows: it looks at all of a namespace. */
const LOOKS = 20_000_000;

/**
 * Makes the map of a cluster twice and asks the specification for sampled flows.
 *
 * @throws {InternalError} where two maps of one cluster differ, or the specification disagrees
 */
export function provenMap(cluster: Cluster, profile: Profile, most = FLOWS): ProvenMap {
  const map = compiledAndMapped(cluster, profile);
  const hash = fingerprint(map);
  refuseOther(hash, fingerprint(compiledAndMapped(cluster, profile)));
  refuseUncounted(map);
  const amount = Math.min(most, affordable(cluster));
  refuseDifference(map, sampledFlows(cluster, map, amount), byNamespace(cluster, profile));
  const asked = `${Math.round(amount / 1000)}k sampled flows`;
  return { map, fingerprint: hash, proof: `${asked}, map ${hash} twice` };
}

function affordable({ namespaces, policies }: Cluster): number {
  const looksEach = 1 + (2 * policies.length) / Math.max(namespaces.size, 1);
  return Math.ceil(LOOKS / looksEach);
}

/** @throws {InternalError} unless both hashes are the same */
export function refuseOther(one: string, other: string): void {
  if (one !== other) throw new InternalError(`one cluster has two maps, ${one} and ${other}`);
}

function refuseUncounted(map: ClusterMap): void {
  const { pairs, open, partly, undecided, closed } = map.totals();
  const counted = open + partly + undecided + closed;
  if (counted !== pairs) throw new InternalError(`of ${pairs} pairs the map counts ${counted}`);
}
