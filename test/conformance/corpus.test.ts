import { describe, expect, test } from 'vitest';
import { type Connection, compile, type Evaluator } from '../../lib/engine';
import {
  formatPorts,
  intersectAddresses,
  intersectPorts,
  NO_PORTS,
  noAddresses,
  noPorts,
  type PortSet,
  portRange,
  samePorts,
  subtractPorts,
  unionPorts,
} from '../../lib/kernel';
import type { Cluster, FlowEnd, Pod } from '../../lib/model';
import { type Profile, portable, profileNamed } from '../../lib/platform';
import { bySemantics } from '../support/by-semantics';
import {
  addressesOfPeer,
  type CorpusCase,
  type CorpusPeer,
  clusterOf,
  corpusCases,
  externalClasses,
  hasCorpus,
  podsOfPeer,
  portsOf,
  rangesOf,
} from '../support/corpus';

const GROUPS = ['netpol', 'k8s-e2e', 'kube-network-policies', 'explain'];
const PROFILES = { 'np-guard': 'np-guard', k8s: 'upstream-e2e' } as const;

const cases = corpusCases().filter(
  ({ group, policyGroup = 'netpol', status }) =>
    GROUPS.includes(group) && policyGroup === 'netpol' && status === 'scored',
);

interface Expected {
  readonly allowed: PortSet;
  readonly scored: PortSet;
}

interface Row {
  readonly label: string;
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly expected: Expected;
}

const all = portsOf('all');
const end = (pod: Pod): FlowEnd => ({ kind: 'pod', pod });

/** The rows a case scores: stated pairs, and where it is complete every other pair as denied. */
function rowsOf(theCase: CorpusCase, cluster: Cluster): readonly Row[] {
  const scored = theCase.probes === undefined ? all : portsOf(theCase.probes);
  const stated = (theCase.connections ?? []).filter(({ disputed }) => disputed === undefined);
  const disputed = (theCase.connections ?? []).filter((row) => row.disputed !== undefined);
  const rows = [...stated, ...disputed];
  const ranges = rows.flatMap(({ from, to }) =>
    [from, to].flatMap((peer) => addressesOfPeer(peer) ?? []),
  );
  const groups = peersOf(theCase, cluster);
  const ends: readonly CaseEnd[] = [
    ...groups.flatMap(({ label, pods }) =>
      pods[0] === undefined ? [] : [{ label, pods, is: end(pods[0]) }],
    ),
    // A truth table of pods says nothing about the world outside.
    ...(ranges.length === 0 && theCase.profile === 'k8s'
      ? []
      : externalClasses(cluster, ranges)
    ).map((addresses) => ({ label: 'external', is: { kind: 'addresses' as const, addresses } })),
  ];
  const names = (peer: CorpusPeer, at: CaseEnd): boolean => {
    const addresses = addressesOfPeer(peer);
    if (addresses !== undefined) {
      return (
        at.is.kind === 'addresses' && !noAddresses(intersectAddresses(at.is.addresses, addresses))
      );
    }
    return at.pods !== undefined && podsOfPeer(cluster, peer).some((pod) => at.pods?.includes(pod));
  };
  const rowBetween = (from: CaseEnd, to: CaseEnd): Row[] => {
    const isRow = (row: { from: CorpusPeer; to: CorpusPeer }) =>
      names(row.from, from) && names(row.to, to);
    const unscored = theCase.unscoredPeers?.some((peer) => names(peer, from) || names(peer, to));
    const row = stated.find(isRow);
    if (unscored || disputed.some(isRow)) return [];
    if (row === undefined && theCase.complete !== true) return [];
    const allowed = row === undefined ? NO_PORTS : portsOf(row.allowed);
    const label = `${from.label} -> ${to.label}`;
    return [{ label, from: from.is, to: to.is, expected: { allowed, scored } }];
  };
  return ends.flatMap((from) =>
    ends.filter((to) => isPair(from, to)).flatMap((to) => rowBetween(from, to)),
  );
}

/** One end that a case speaks of. */
interface CaseEnd {
  readonly label: string;
  readonly pods?: readonly Pod[];
  readonly is: FlowEnd;
}

function isPair(from: CaseEnd, to: CaseEnd): boolean {
  return from !== to && (from.is.kind === 'pod' || to.is.kind === 'pod');
}

/** The ends that rows speak of: pods where the case names pods, workloads otherwise. */
function peersOf(theCase: CorpusCase, cluster: Cluster) {
  const byPod = theCase.connections?.some(({ from, to }) => from.pod ?? to.pod) ?? false;
  return cluster.workloads.flatMap(({ namespace, name, kind, pods }) =>
    byPod
      ? pods.map((pod) => ({ label: `${namespace}/${pod.name}`, pods: [pod] }))
      : [{ label: `${namespace}/${kind}/${name}`, pods }],
  );
}

function flowRowsOf(theCase: CorpusCase, cluster: Cluster): readonly Row[] {
  return (theCase.flows ?? [])
    .filter(({ disputed }) => disputed === undefined)
    .flatMap(({ from, to, protocol, ports, verdict }) => {
      const scored = rangesOf(ports)
        .map(([first, last]) => portRange(protocol, first, last))
        .reduce(unionPorts, NO_PORTS);
      const expected = { scored, allowed: verdict === 'allow' ? scored : NO_PORTS };
      return endsOfPeer(cluster, from).flatMap((source) =>
        endsOfPeer(cluster, to).map((destination) => ({
          label: `${JSON.stringify(from)} -> ${JSON.stringify(to)}`,
          from: source,
          to: destination,
          expected,
        })),
      );
    });
}

function endsOfPeer(cluster: Cluster, peer: CorpusPeer): readonly FlowEnd[] {
  const addresses = addressesOfPeer(peer);
  if (addresses !== undefined) {
    return externalClasses(cluster, [addresses])
      .filter((part) => !noAddresses(intersectAddresses(part, addresses)))
      .map((part) => ({ kind: 'addresses', addresses: part }));
  }
  const pods = podsOfPeer(cluster, peer).map(end);
  expect(pods, `the input has ${JSON.stringify(peer)}`).not.toHaveLength(0);
  return pods;
}

function disagreement(row: Row, connection: Connection): string[] {
  const { allowed, scored } = row.expected;
  const got = intersectPorts(connection.allowed, scored);
  const want = intersectPorts(allowed, scored);
  const open = intersectPorts(connection.undecided, scored);
  if (noPorts(open) && samePorts(got, want)) return [];
  return [
    `${row.label}: want ${formatPorts(want)}, got ${formatPorts(got)}, undecided ${formatPorts(open)}`,
  ];
}

/** Undecided is as good as right under `portable`; a decided answer must be right. */
function contradiction(row: Row, connection: Connection): string[] {
  const { allowed, scored } = row.expected;
  const wrong = unionPorts(
    subtractPorts(intersectPorts(connection.allowed, scored), allowed),
    subtractPorts(
      intersectPorts(allowed, scored),
      unionPorts(connection.allowed, connection.undecided),
    ),
  );
  return noPorts(wrong) ? [] : [`${row.label}: wrong on ${formatPorts(wrong)}`];
}

const EVALUATORS = { semantics: bySemantics, engine: compile } as const;

function check(
  theCase: CorpusCase,
  profile: Profile,
  evaluatorOf: (cluster: Cluster, profile: Profile) => Evaluator,
  judge: (row: Row, connection: Connection) => string[],
) {
  const { cluster, refused, messages } = clusterOf(theCase);
  if (refused && theCase.apiInvalid !== undefined) return;
  expect(refused, messages.join('\n')).toBe(false);
  const evaluator = evaluatorOf(cluster, profile);
  const rows = [...rowsOf(theCase, cluster), ...flowRowsOf(theCase, cluster)];
  expect(rows).not.toHaveLength(0);
  const wrong = rows.flatMap((row) => judge(row, evaluator.connection(row.from, row.to)));
  expect(wrong).toEqual([]);
}

describe.skipIf(!hasCorpus)('the published cases', () => {
  for (const [name, evaluatorOf] of Object.entries(EVALUATORS)) {
    test.each(cases)(`agree with the ${name} under their own profile: $id`, (theCase) => {
      check(theCase, profileNamed(PROFILES[theCase.profile]), evaluatorOf, disagreement);
    });
  }

  test.each(cases)('are never contradicted under the portable profile: $id', (theCase) => {
    check(theCase, portable, compile, contradiction);
  });
});
