import { describe, expect, test } from 'vitest';
import { exposure } from '../../lib/analyses';
import {
  addressesIn,
  coversAddresses,
  type Direction,
  formatPorts,
  fromPortRanges,
  intersectAddresses,
  intersectPorts,
  type LabelSelectorSpec,
  matches,
  NO_PORTS,
  noAddresses,
  noPorts,
  type PortSet,
  parseSelector,
  samePorts,
  subtractPorts,
  unionPorts,
} from '../../lib/kernel';
import type { Cluster } from '../../lib/model';
import { profileNamed } from '../../lib/platform';
import type { Exposure, PossiblePeer, WorkloadExposure } from '../../lib/results';
import {
  addressesOfPeer,
  type CorpusCase,
  type CorpusPeer,
  type CorpusPorts,
  clusterOf,
  corpusCases,
  externalClasses,
  hasCorpus,
  podsOfPeer,
  portsOf,
} from '../support/corpus';

/** What the own policies of a workload let in or out. */
interface ExposureRow {
  readonly workload: CorpusPeer;
  readonly peer: CorpusPeer & {
    readonly entireCluster?: true;
    readonly hypothetical?: true;
    readonly namespaceSelector?: LabelSelectorSpec;
    readonly podSelector?: LabelSelectorSpec;
  };
  readonly allowed: CorpusPorts;
  readonly namedPorts?: readonly { readonly name: string; readonly protocol: string }[];
}

interface ExposureCase extends CorpusCase {
  readonly scope?: { readonly workloads?: readonly string[] };
  readonly exposure?: {
    readonly ingress: readonly ExposureRow[];
    readonly egress: readonly ExposureRow[];
    readonly unprotected: readonly { readonly workload: CorpusPeer; readonly direction: string }[];
  };
}

const cases: readonly ExposureCase[] = corpusCases().filter(
  ({ group, policyGroup, status }) =>
    group === 'exposure' && policyGroup === 'netpol' && status === 'scored',
);

const BOTH: readonly Direction[] = ['ingress', 'egress'];

type Possible = Exposure & { readonly peer: PossiblePeer };

/** One direction of one workload, with everything to compare. */
interface Side {
  readonly label: string;
  readonly cluster: Cluster;
  readonly standing: string;
  readonly exposures: readonly Exposure[];
  readonly rows: readonly ExposureRow[];
}

function sidesOf(theCase: ExposureCase): readonly Side[] {
  const { cluster, refused, messages } = clusterOf(theCase);
  expect(refused, messages.join('\n')).toBe(false);
  const { workloads } = exposure(cluster, profileNamed('np-guard'));
  const focus = theCase.scope?.workloads;
  const isMeant = (each: WorkloadExposure) => focus?.includes(each.endpoint.id) ?? true;
  return workloads.filter(isMeant).flatMap((each) =>
    BOTH.flatMap((direction): readonly Side[] => {
      const side = each.sides[direction];
      if (side === undefined) return [];
      const rows = (theCase.exposure?.[direction] ?? []).filter(({ workload }) =>
        isCalled(cluster, workload, each),
      );
      return [{ label: `${each.endpoint.id} ${direction}`, cluster, rows, ...side }];
    }),
  );
}

function isCalled(cluster: Cluster, peer: CorpusPeer, { endpoint }: WorkloadExposure): boolean {
  return podsOfPeer(cluster, peer).some(
    (pod) => pod.namespace === endpoint.namespace && peer.workload === endpoint.name,
  );
}

/** What the own gate lets through. */
function own({ allowed, own }: Exposure): PortSet {
  return fromPortRanges((own ?? { allowed }).allowed);
}

function possibleRows({ exposures }: Side): readonly Possible[] {
  return exposures.flatMap((each) =>
    each.peer.kind === 'possible' ? [{ ...each, peer: each.peer }] : [],
  );
}

/** What every pod of the whole cluster gets, in each namespace that exists and in a new one. */
function entireCluster(side: Side): PortSet {
  const every = possibleRows(side).filter(({ peer }) => peer.which === 'every');
  const inPlace = (isThere: (peer: PossiblePeer) => boolean) =>
    every
      .filter(({ peer }) => isThere(peer))
      .map(own)
      .reduce(unionPorts, NO_PORTS);
  const isAnyNew = ({ newNamespaces }: PossiblePeer) =>
    newNamespaces.some(
      ({ name, labels }) => name === undefined && Object.keys(labels).length === 0,
    );
  return [...side.cluster.namespaces.keys()]
    .map((name) => inPlace(({ namespaces }) => namespaces.includes(name)))
    .reduce(intersectPorts, inPlace(isAnyNew));
}

function statedFor(side: Side, passes: (row: ExposureRow) => boolean): PortSet {
  return side.rows
    .filter(passes)
    .map(({ allowed }) => portsOf(allowed))
    .reduce(unionPorts, NO_PORTS);
}

function differs(label: string, want: PortSet, got: PortSet): readonly string[] {
  return samePorts(want, got)
    ? []
    : [`${label}: want ${formatPorts(want)}, got ${formatPorts(got)}`];
}

/** Addresses are compared on each set that neither policies nor rows tell apart. */
function wrongAddresses(side: Side): readonly string[] {
  const ranges = side.rows.flatMap(({ peer }) => addressesOfPeer(peer) ?? []);
  const told = side.exposures.flatMap((each) =>
    each.peer.kind === 'addresses' && each.topic !== 'api-server'
      ? [{ addresses: addressesIn(...each.peer.cidrs), ports: fromPortRanges(each.allowed) }]
      : [],
  );
  const classes = externalClasses(side.cluster, [
    ...ranges,
    ...told.map(({ addresses }) => addresses),
  ]);
  return classes.flatMap((part) => {
    const want = statedFor(side, ({ peer }) => {
      const range = addressesOfPeer(peer);
      return range !== undefined && !noAddresses(intersectAddresses(range, part));
    });
    const got = told
      .filter(({ addresses }) => coversAddresses(addresses, part))
      .map(({ ports }) => ports)
      .reduce(unionPorts, NO_PORTS);
    return differs(`${side.label} addresses`, want, got);
  });
}

/** Whether a pod that an answer made up is one of those that a row describes. */
function isOneOf({ peer }: Possible, row: ExposureRow, { cluster }: Side): boolean {
  const labels = new Map(Object.entries(peer.labels));
  if (!matches(parseSelector(row.peer.podSelector), labels)) return false;
  const homes = [
    ...peer.namespaces.map((name) => cluster.namespaces.get(name)?.labels ?? new Map()),
    ...peer.newNamespaces.map((each) => new Map(Object.entries(each.labels))),
  ];
  const { namespace, namespaceSelector } = row.peer;
  return namespace === undefined
    ? homes.some((home) => matches(parseSelector(namespaceSelector), home))
    : peer.namespaces.includes(namespace);
}

/** Of the pods that each row describes one is found that gets this, whatever other rows give it. */
function missing(side: Side): readonly string[] {
  return side.rows
    .filter(({ peer }) => peer.hypothetical === true)
    .filter((row) => {
      const want = portsOf(row.allowed);
      const names = (row.namedPorts ?? []).map(({ name, protocol }) => `${name}/${protocol}`);
      return !possibleRows(side).some((found) => {
        const named = (found.own ?? found).named ?? [];
        return (
          isOneOf(found, row, side) &&
          noPorts(subtractPorts(want, own(found))) &&
          named.map(({ name, protocol }) => `${name}/${protocol}`).join() === names.join()
        );
      });
    })
    .map(({ peer, allowed }) => `${side.label}: nobody like ${JSON.stringify([peer, allowed])}`);
}

/** Nobody is found whom no row describes: but known pods, of which rows do not speak. */
function invented(side: Side): readonly string[] {
  const stated = statedFor(side, ({ peer }) => peer.entireCluster === true);
  return possibleRows(side)
    .filter((found) => !noPorts(subtractPorts(own(found), stated)))
    .filter((found) => !side.rows.some((row) => row.peer.hypothetical && isOneOf(found, row, side)))
    .filter((found) => !isKnown(found, side))
    .map(({ peer }) => `${side.label}: nobody speaks of ${JSON.stringify(peer)}`);
}

function isKnown({ peer }: Possible, { cluster }: Side): boolean {
  const pods = cluster.workloads.flatMap((workload) => workload.pods);
  return pods.some(
    ({ namespace, labels }) =>
      (peer.namespaces.includes(namespace) || peer.newNamespaces.length > 0) &&
      Object.entries(peer.labels).every(([key, value]) => labels.get(key) === value),
  );
}

describe.skipIf(!hasCorpus)('what the own policies of a workload let in and out', () => {
  test.each(cases)('is what was published for everybody in the cluster: $id', (theCase) => {
    const wrong = sidesOf(theCase).flatMap((side) =>
      differs(
        side.label,
        statedFor(side, ({ peer }) => peer.entireCluster === true),
        entireCluster(side),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test.each(cases)('is what was published for addresses: $id', (theCase) => {
    expect(sidesOf(theCase).flatMap(wrongAddresses)).toEqual([]);
  });

  test.each(cases)('is what was published for pods that do not exist: $id', (theCase) => {
    const sides = sidesOf(theCase);
    expect(sides.flatMap(missing)).toEqual([]);
    expect(sides.flatMap(invented)).toEqual([]);
  });

  test.each(cases)('leaves unprotected the same workloads: $id', (theCase) => {
    const { cluster } = clusterOf(theCase);
    const stated = theCase.exposure?.unprotected ?? [];
    const { workloads } = exposure(cluster, profileNamed('np-guard'));
    const want = stated.flatMap(({ workload, direction }) =>
      workloads
        .filter((each) => isCalled(cluster, workload, each))
        .map(({ endpoint }) => `${endpoint.id} ${direction}`),
    );
    const got = sidesOf(theCase)
      .filter(({ standing }) => standing === 'not-isolated')
      .map(({ label }) => label);
    expect([...got].sort()).toEqual([...want].sort());
  });
});
