import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diff } from '../../lib/analyses';
import {
  type AddressSet,
  addressesIn,
  anyAddress,
  formatAddress,
  formatPorts,
  fromPortRanges,
  intersectAddresses,
  noAddresses,
} from '../../lib/kernel';
import { readManifests } from '../../lib/manifests';
import { addressClasses, buildCluster, type Cluster } from '../../lib/model';
import { profileNamed } from '../../lib/platform';
import type { DiffPorts, DiffResult } from '../../lib/results';
import {
  addressesOfPeer,
  type CorpusCase,
  type CorpusPeer,
  type CorpusPorts,
  corpusCases,
  hasCorpus,
  portsOf,
} from '../support/corpus';

/** Rows about an ingress controller that the input does not hold: reach tells of entry points, diff does not. */
const cases = corpusCases().filter(
  ({ group, policyGroup, status }) =>
    group === 'diff' && policyGroup === 'netpol' && status === 'scored',
);

interface PublishedRow {
  readonly from: CorpusPeer;
  readonly to: CorpusPeer;
  readonly before: CorpusPorts;
  readonly after: CorpusPorts;
}

function clusterIn({ directory }: CorpusCase, side: string): Cluster {
  const { manifests } = readManifests([join(directory, side)]);
  return buildCluster(manifests, { kubernetesVersion: '1.35' }).cluster;
}

function publishedRows({ directory }: CorpusCase): readonly PublishedRow[] {
  const file = readFileSync(join(directory, 'expected.json'), 'utf8');
  return (JSON.parse(file) as { readonly diff: readonly PublishedRow[] }).diff;
}

/** What one row says, in words that both speak: an end is a workload, or one address of each class. */
interface Line {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly says: string;
}

type Classes = readonly AddressSet[];

function namesOfAddresses(classes: Classes, addresses: AddressSet): readonly string[] {
  return classes.flatMap((each) => {
    const address = anyAddress(each);
    const isIn = address !== undefined && !noAddresses(intersectAddresses(each, addresses));
    return isIn && address.family === 4 ? [formatAddress(address)] : [];
  });
}

function published(rows: readonly PublishedRow[], classes: Classes): readonly Line[] {
  const names = (peer: CorpusPeer) => {
    const addresses = addressesOfPeer(peer);
    if (addresses !== undefined) return namesOfAddresses(classes, addresses);
    return [`${peer.namespace}/${peer.kind}/${peer.workload}`];
  };
  return rows.map(({ from, to, before, after }) => ({
    from: names(from),
    to: names(to),
    says: `${formatPorts(portsOf(before))} => ${formatPorts(portsOf(after))}`,
  }));
}

function computed(result: DiffResult, classes: Classes): readonly Line[] {
  const ends = new Map(result.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const names = (id: string) => {
    const end = ends.get(id);
    if (end === undefined) return [`no endpoint ${id}`];
    if (end.kind === 'ip') return namesOfAddresses(classes, addressesIn(...end.cidrs));
    return [`${end.namespace}/${end.workloadKind}/${end.name}`];
  };
  const ports = ({ allowed }: DiffPorts) => formatPorts(fromPortRanges(allowed));
  return [...result.rows, ...result.workloads.flatMap(({ flows }) => flows)]
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, before, after }) => ({
      from: names(from),
      to: names(to),
      says: `${ports(before)} => ${ports(after)}`,
    }));
}

function expanded(lines: readonly Line[]): readonly string[] {
  return lines
    .flatMap(({ from, to, says }) => from.flatMap((a) => to.map((b) => `${a} -> ${b}: ${says}`)))
    .sort();
}

function addressesOf(rows: readonly PublishedRow[], clusters: readonly Cluster[]): Classes {
  const asked = rows.flatMap(({ from, to }) =>
    [from, to].flatMap((peer) => addressesOfPeer(peer) ?? []),
  );
  const ipv4 = addressesIn('0.0.0.0/0');
  return addressClasses(
    clusters.flatMap(({ policies }) => policies),
    [ipv4, ...asked],
  );
}

describe.skipIf(!hasCorpus)('the published differences', () => {
  test.each(cases)('are those of diff: $id', (theCase) => {
    const [before, after] = [clusterIn(theCase, 'before'), clusterIn(theCase, 'after')];
    const rows = publishedRows(theCase);
    const classes = addressesOf(rows, [before, after]);
    const result = diff(before, after, profileNamed('np-guard'));
    expect(expanded(computed(result, classes))).toEqual(expanded(published(rows, classes)));
  });
});
