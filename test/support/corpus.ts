import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AddressSet } from '../../lib/kernel';
import {
  addressesIn,
  fromPortRanges,
  hasErrors,
  type Interval,
  intersectAddresses,
  NO_PORTS,
  noAddresses,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  PROTOCOLS,
  type Protocol,
  parseAddress,
} from '../../lib/kernel';
import { readManifests } from '../../lib/manifests';
import { addressClasses, buildCluster, type Cluster, type Pod } from '../../lib/model';

/** Where the published cases lie; set NETPOL_CORPUS where they lie elsewhere. */
export const CORPUS = resolve(process.env['NETPOL_CORPUS'] ?? '../shared/corpus');

/** Whether there is a corpus on this machine. Without one the conformance tests are skipped, visibly. */
export const hasCorpus = existsSync(join(CORPUS, 'cases'));

export interface CorpusPeer {
  readonly namespace?: string;
  readonly workload?: string;
  readonly kind?: string;
  readonly pod?: string;
  readonly ip?: string;
  readonly ipRange?: string;
  readonly ingressController?: boolean;
}

export type CorpusPorts = 'all' | 'none' | { readonly [protocol: string]: string };

/** One gate of a published explanation. */
export interface CorpusSide {
  readonly verdict: 'allow' | 'deny';
  readonly reasons: readonly {
    readonly kind?: string;
    readonly name?: string;
    readonly default?: boolean;
  }[];
}

/** A published explanation of one pair. */
export interface CorpusExplanation {
  readonly from: CorpusPeer;
  readonly to: CorpusPeer;
  readonly parts: readonly {
    readonly verdict: 'allow' | 'deny';
    readonly ports: CorpusPorts;
    readonly egress: CorpusSide;
    readonly ingress: CorpusSide;
  }[];
}

export interface CorpusCase {
  readonly id: string;
  readonly group: string;
  readonly policyGroup?: string;
  readonly status: string;
  readonly profile: 'np-guard' | 'k8s';
  readonly complete?: boolean;
  readonly apiInvalid?: boolean | string;
  readonly probes?: { readonly [protocol: string]: string };
  readonly connections?: readonly {
    readonly from: CorpusPeer;
    readonly to: CorpusPeer;
    readonly allowed: CorpusPorts;
    readonly disputed?: string;
  }[];
  readonly flows?: readonly {
    readonly from: CorpusPeer;
    readonly to: CorpusPeer;
    readonly protocol: Protocol;
    readonly ports: string;
    readonly verdict: 'allow' | 'deny';
    readonly disputed?: string;
  }[];
  readonly explanations?: readonly CorpusExplanation[];
  readonly unscoredPeers?: readonly CorpusPeer[];
  readonly expect?: { readonly outcome: string; readonly basis: string };
  readonly directory: string;
}

/** Every case of the corpus, by id. */
export function corpusCases(): readonly CorpusCase[] {
  if (!hasCorpus) return [];
  const root = join(CORPUS, 'cases');
  return readdirSync(root).flatMap((source) =>
    readdirSync(join(root, source)).flatMap((name) => {
      const directory = join(root, source, name);
      const file = join(directory, 'expected.json');
      if (!existsSync(file)) return [];
      return [{ ...(JSON.parse(readFileSync(file, 'utf8')) as CorpusCase), directory }];
    }),
  );
}

/** A case as the product reads it. */
export interface ReadCase {
  readonly cluster: Cluster;
  readonly refused: boolean;
  readonly messages: readonly string[];
}

const READ = new Map<string, ReadCase>();

/** The cluster of a case, read once. */
export function clusterOf({ directory }: CorpusCase): ReadCase {
  const known = READ.get(directory) ?? readCase(directory);
  READ.set(directory, known);
  return known;
}

function readCase(directory: string): ReadCase {
  const read = readManifests([join(directory, 'manifests')]);
  // Some cases predate strict CIDRs, which became the default in 1.36.
  const built = buildCluster(read.manifests, { kubernetesVersion: '1.35' });
  const diagnostics = [...read.diagnostics, ...built.diagnostics];
  return {
    cluster: built.cluster,
    refused: hasErrors(diagnostics),
    messages: diagnostics.map(({ message }) => message),
  };
}

/** The port set a corpus row means. */
export function portsOf(ports: CorpusPorts): PortSet {
  const every: readonly Interval<number>[] = [[PORT_MIN, PORT_MAX]];
  if (ports === 'none') return NO_PORTS;
  return fromPortRanges(
    Object.fromEntries(
      PROTOCOLS.map((protocol) => {
        const text = ports === 'all' ? 'all' : (ports[protocol] ?? '');
        return [protocol, text === 'all' ? every : rangesOf(text)];
      }),
    ),
  );
}

/** `80,443-444` as ranges. */
export function rangesOf(text: string): readonly Interval<number>[] {
  if (text === '') return [];
  return text.split(',').map((part): Interval<number> => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return [first, last];
  });
}

/** The addresses of an `ip` or `ipRange` peer. */
export function addressesOfPeer(peer: CorpusPeer): AddressSet | undefined {
  const text = peer.ipRange ?? (peer.ip === undefined ? undefined : `${peer.ip}-${peer.ip}`);
  if (text === undefined) return undefined;
  const [first, last] = text.split('-').map((each) => parseAddress(each));
  if (first === undefined || last === undefined) return undefined;
  const set: AddressSet = { 4: [], 6: [], [first.family]: [[first.value, last.value]] };
  return set;
}

/** The external address classes of a cluster that policies and the corpus rows tell apart; IPv4 only. */
export function externalClasses(
  cluster: Cluster,
  rows: readonly AddressSet[],
): readonly AddressSet[] {
  const ipv4 = addressesIn('0.0.0.0/0');
  return addressClasses(cluster.policies, [ipv4, ...rows]).filter(
    (part) => !noAddresses(intersectAddresses(part, ipv4)),
  );
}

/** The pods that a corpus peer names. */
export function podsOfPeer(cluster: Cluster, peer: CorpusPeer): readonly Pod[] {
  return cluster.workloads.flatMap((workload) => {
    if (workload.namespace !== peer.namespace) return [];
    if (peer.pod !== undefined) return workload.pods.filter(({ name }) => name === peer.pod);
    const isIt =
      workload.name === peer.workload && (peer.kind === undefined || workload.kind === peer.kind);
    return isIt ? workload.pods : [];
  });
}
