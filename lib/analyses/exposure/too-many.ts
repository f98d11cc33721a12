import { compile, possiblePods } from '../../engine';
import { amountText, DIRECTIONS, type Direction, UsageError } from '../../kernel';
import { addressClasses } from '../../model';
import type { ExposureTopic } from '../../results';
import { MAX_PAIRS } from '../shared/too-many';
import type { PodEnd } from '../shared/workload-endpoints';
import type { Context } from './context';
import { mayLetThrough } from './possible/may-name';

/** The workloads that are asked about in each direction, and what about them. */
export interface AskedOf {
  readonly subjects: Readonly<Record<Direction, readonly PodEnd[]>>;
  readonly isTold: (topic: ExposureTopic) => boolean;
}

/**
 * Refuses an answer for which too many pairs have to be looked at. Of two workloads those count between
 * which something passes, or may; of a workload and a namespace those where its gate may let a pod
 * through that may come to exist. Where a cluster denies by default they are few, however large it is,
 * and they are counted without being listed.
 *
 * @throws {UsageError} naming what narrows it
 */
export function refuseTooManyPeers(
  context: Context,
  asked: AskedOf,
  limit: number = MAX_PAIRS,
): void {
  const { subjects, isTold } = asked;
  const workloads = subjects.egress.length + subjects.ingress.length;
  // Where even all of them are not too many, nobody has to count.
  if (workloads * mostPeers(context) <= limit) return;
  const addresses = ADDRESSES.some(isTold) ? workloads * addressesIn(context) : 0;
  const pairs = isTold('namespaces') ? passing(context, subjects) : 0;
  const namespaces = isTold('possible') ? namespacesNamed(context, subjects) : 0;
  const sum = addresses + pairs + namespaces;
  if (sum <= limit) return;
  const counted = [
    `${amountText(pairs)} of two workloads`,
    `${amountText(namespaces)} of a workload and a namespace where pods may come to exist`,
    `${amountText(addresses)} of a workload and addresses`,
  ];
  throw new UsageError(
    `the answer would have ${amountText(sum)} pairs: ${counted.join(', ')}`,
    'narrow it with --from, --to or --namespace, ask for less with --only, or for everything with --all',
  );
}

const ADDRESSES: readonly ExposureTopic[] = ['internet', 'private', 'metadata', 'api-server'];

function mostPeers(context: Context): number {
  return context.ends.length + context.cluster.namespaces.size + addressesIn(context);
}

/** Addresses that policies tell apart. */
function addressesIn({ cluster }: Context): number {
  return addressClasses(cluster.policies).length;
}

/** How many pairs of workloads something passes between, with one pod for each. */
function passing(
  { cluster, profile, ends }: Context,
  subjects: Readonly<Record<Direction, readonly PodEnd[]>>,
): number {
  const workloads = ends.map(({ workload, pods: [pod] }) => ({ ...workload, pods: [pod] }));
  const map = compile({ ...cluster, workloads }, profile).map();
  const { reaches, reachedBy } = map.spread();
  const spread = { egress: reaches, ingress: reachedBy };
  return sumOf(
    subjects,
    (direction, { pods: [pod] }) => spread[direction][map.endOf({ kind: 'pod', pod })] ?? 0,
  );
}

/** How many namespaces the gates of these workloads name, or leave open. */
function namespacesNamed(
  { cluster, profile }: Context,
  subjects: Readonly<Record<Direction, readonly PodEnd[]>>,
): number {
  const pods = possiblePods(cluster, profile, []);
  const named = {
    egress: mayLetThrough(pods, 'egress'),
    ingress: mayLetThrough(pods, 'ingress'),
  };
  return sumOf(subjects, (direction, { pods: [pod] }) => {
    const places = named[direction](pod);
    return places === 'anywhere' ? pods.places.length : places.size;
  });
}

function sumOf(
  subjects: Readonly<Record<Direction, readonly PodEnd[]>>,
  amount: (direction: Direction, subject: PodEnd) => number,
): number {
  let sum = 0;
  for (const direction of DIRECTIONS) {
    for (const subject of subjects[direction]) sum += amount(direction, subject);
  }
  return sum;
}
