import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entryPoints, type PodEnd, podEnds } from '../../lib/analyses';
import { type Connection, compile, type Evaluator } from '../../lib/engine';
import {
  formatPorts,
  intersectAddresses,
  NO_PORTS,
  noAddresses,
  noPorts,
  type PortSet,
  portRange,
  samePorts,
  unionPorts,
} from '../../lib/kernel';
import { readManifests } from '../../lib/manifests';
import { buildCluster, type Cluster, type FlowEnd } from '../../lib/model';
import { type Profile, profileNamed } from '../../lib/platform';
import { bySemantics } from '../support/by-semantics';
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
import { IN_CLUSTER_CONTROLLER, withController } from '../support/ingress-controller';

const isAboutIngress = ({ group, policyGroup, status }: CorpusCase) =>
  status === 'scored' && (group === 'ingress' || policyGroup === 'ingress');

const changes = corpusCases().filter((each) => isAboutIngress(each) && each.group === 'diff');

const cases = corpusCases().filter((each) => isAboutIngress(each) && each.group !== 'diff');

const profile = profileNamed('np-guard');

const EVALUATORS = { semantics: bySemantics, engine: compile } as const;

type EvaluatorOf = (cluster: Cluster, profile: Profile) => Evaluator;

/** A row of a case about a change: what was reached before it, and what is after. */
interface ChangedRow {
  readonly from: CorpusPeer;
  readonly to: CorpusPeer;
  readonly before?: CorpusPorts;
  readonly after?: CorpusPorts;
  readonly disputed?: string;
}

interface ChangeCase extends CorpusCase {
  readonly diff?: readonly ChangedRow[];
}

/** The cluster of one side of a change. */
function sideOf({ directory }: CorpusCase, side: 'before' | 'after'): Cluster {
  const { manifests } = readManifests([join(directory, side)]);
  return buildCluster(manifests, { kubernetesVersion: '1.35' }).cluster;
}

/** The declared ports on which the controller reaches an endpoint, over all entry points. */
function reached(cluster: Cluster, evaluatorOf: EvaluatorOf): ReadonlyMap<string, PortSet> {
  const all = withController(cluster);
  const controllers = podEnds(all, 'workload').filter(
    ({ workload }) => workload === IN_CLUSTER_CONTROLLER,
  );
  const ports = new Map<string, PortSet>();
  for (const { kind, backends } of entryPoints(all, profile, { controllers, evaluatorOf })) {
    // The cases speak of Ingresses and Routes only.
    if (kind === 'NodePort' || kind === 'LoadBalancer' || kind === 'ExternalIPs') continue;
    for (const { to, port, protocol, declares, flows } of backends.flatMap(
      (each) => each.targets,
    )) {
      expect(flows.map(({ verdict }) => verdict)).not.toContain('undecided');
      const isOpen = declares === 'yes' && flows.some(({ verdict }) => verdict === 'allowed');
      if (!isOpen) continue;
      ports.set(to, unionPorts(ports.get(to) ?? NO_PORTS, portRange(protocol, port)));
    }
  }
  return ports;
}

function isNamed(cluster: Cluster, peer: CorpusPeer, { pods }: PodEnd): boolean {
  const named = podsOfPeer(cluster, peer);
  return pods.some((pod) =>
    named.some(({ namespace, name }) => namespace === pod.namespace && name === pod.name),
  );
}

function fromController(theCase: CorpusCase, evaluatorOf: EvaluatorOf): string[] {
  const { cluster, refused, messages } = clusterOf(theCase);
  expect(refused, messages.join('\n')).toBe(false);
  const got = reached(cluster, evaluatorOf);
  const rows = (theCase.connections ?? []).filter(({ from }) => from.ingressController === true);
  return podEnds(cluster, 'workload').flatMap((end) => {
    const mine = rows.filter(({ to }) => isNamed(cluster, to, end));
    if (mine.some(({ disputed }) => disputed !== undefined)) return [];
    const want = mine.map(({ allowed }) => portsOf(allowed)).reduce(unionPorts, NO_PORTS);
    const have = got.get(end.endpoint.id) ?? NO_PORTS;
    if (samePorts(want, have)) return [];
    return [`${end.endpoint.id}: want ${formatPorts(want)}, got ${formatPorts(have)}`];
  });
}

interface End {
  readonly label: string;
  readonly is: FlowEnd;
  readonly named: (peer: CorpusPeer) => boolean;
}

/** The rows between workloads and addresses, scored as in every other case. */
function betweenOthers(theCase: CorpusCase, evaluatorOf: EvaluatorOf): string[] {
  const { cluster } = clusterOf(theCase);
  const evaluator = evaluatorOf(cluster, profile);
  const rows = theCase.connections ?? [];
  const ranges = rows.flatMap(({ from, to }) =>
    [from, to].flatMap((peer) => addressesOfPeer(peer) ?? []),
  );
  const pods = podEnds(cluster, 'workload').map(
    (end): End => ({
      label: end.endpoint.id,
      is: { kind: 'pod', pod: end.pods[0] },
      named: (peer) => isNamed(cluster, peer, end),
    }),
  );
  const outside = externalClasses(cluster, ranges).map(
    (addresses): End => ({
      label: 'external',
      is: { kind: 'addresses', addresses },
      named: (peer) => {
        const block = addressesOfPeer(peer);
        return block !== undefined && !noAddresses(intersectAddresses(block, addresses));
      },
    }),
  );
  const ends = [...pods, ...outside];
  return ends.flatMap((from) =>
    ends.flatMap((to) => {
      if (from === to || (from.is.kind !== 'pod' && to.is.kind !== 'pod')) return [];
      const row = rows.find((each) => from.named(each.from) && to.named(each.to));
      if (row?.disputed !== undefined) return [];
      const want = row === undefined ? NO_PORTS : portsOf(row.allowed);
      return wrong(`${from.label} -> ${to.label}`, want, evaluator.connection(from.is, to.is));
    }),
  );
}

function wrong(label: string, want: PortSet, { allowed, undecided }: Connection): string[] {
  if (samePorts(want, allowed) && noPorts(undecided)) return [];
  return [`${label}: want ${formatPorts(want)}, got ${formatPorts(allowed)}`];
}

function changed(theCase: ChangeCase, evaluatorOf: EvaluatorOf): string[] {
  const rows = (theCase.diff ?? []).filter(
    ({ from, disputed }) => from.ingressController === true && disputed === undefined,
  );
  return (['before', 'after'] as const).flatMap((side) => {
    const cluster = sideOf(theCase, side);
    const got = reached(cluster, evaluatorOf);
    return rows.flatMap((row) => {
      const want = portsOf(row[side] ?? 'none');
      const end = podEnds(cluster, 'workload').find((each) => isNamed(cluster, row.to, each));
      const have = got.get(end?.endpoint.id ?? '') ?? NO_PORTS;
      if (samePorts(want, have)) return [];
      return [`${side} ${end?.endpoint.id}: want ${formatPorts(want)}, got ${formatPorts(have)}`];
    });
  });
}

describe.skipIf(!hasCorpus)('the published cases of Ingresses and Routes', () => {
  for (const [name, evaluatorOf] of Object.entries(EVALUATORS)) {
    test.each(cases)(`agree with the ${name} on what the controller reaches: $id`, (theCase) => {
      expect(fromController(theCase, evaluatorOf)).toEqual([]);
    });

    test.each(cases)(`agree with the ${name} on everything else: $id`, (theCase) => {
      expect(betweenOthers(theCase, evaluatorOf)).toEqual([]);
    });

    test.each(changes)(`agree with the ${name} before and after a change: $id`, (theCase) => {
      expect(changed(theCase, evaluatorOf)).toEqual([]);
    });
  }
});
