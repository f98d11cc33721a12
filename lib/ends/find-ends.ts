import { addressEnds, type ExplainEnd, type PodEnd } from '../analyses';
import { hasAddress, justAddress, parseAddress } from '../kernel';
import type { Directory } from './directory';
import { findPods } from './find-pods';
import { namedAddresses } from './named-addresses';
import { refuseIfService } from './service';

/** Said when an address turned out to be a pod. */
export type Say = (text: string) => void;

/**
 * The ends that a name means: pods, or addresses cut where policies tell them apart.
 *
 * @throws {UsageError} for a name that means none, or several
 */
export function findEnds(name: string, directory: Directory, say: Say): readonly ExplainEnd[] {
  refuseIfService(name, directory);
  const addresses = namedAddresses(name);
  if (addresses === undefined) return findPods(name, directory);
  const pod = podAt(name, directory, say);
  return pod === undefined ? addressEnds(directory.cluster, addresses) : [pod];
}

/** The pod that is known to have an address. */
export function podAt(name: string, { pods }: Directory, say: Say): PodEnd | undefined {
  const address = parseAddress(name);
  if (address === undefined) return undefined;
  const end = pods.find(({ pods: [pod] }) =>
    pod.addresses.some((each) => hasAddress(justAddress(each), address)),
  );
  if (end !== undefined)
    say(`note: ${name} is the pod ${end.endpoint.namespace}/${end.pods[0].name}`);
  return end;
}
