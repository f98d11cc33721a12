import { describe, expect, test } from 'vitest';
import { entryPoints, podEnds } from '../../lib/analyses';
import {
  formatPorts,
  NO_PORTS,
  noPorts,
  type PortSet,
  portRange,
  subtractPorts,
  unionPorts,
} from '../../lib/kernel';
import type { Cluster } from '../../lib/model';
import { portable } from '../../lib/platform';
import {
  type CorpusCase,
  clusterOf,
  corpusCases,
  hasCorpus,
  podsOfPeer,
  portsOf,
} from '../support/corpus';
import { IN_CLUSTER_CONTROLLER, withController } from '../support/ingress-controller';

const cases = corpusCases().filter(
  ({ group, status }) => status === 'scored' && group === 'ingress',
);

/** Ports by endpoint on which the controller gets in for certain, and on which it may. */
interface Reached {
  readonly allowed: ReadonlyMap<string, PortSet>;
  readonly open: ReadonlyMap<string, PortSet>;
}

function reached(cluster: Cluster): Reached {
  const all = withController(cluster);
  const controllers = podEnds(all, 'workload').filter(
    ({ workload }) => workload === IN_CLUSTER_CONTROLLER,
  );
  const targets = entryPoints(all, portable, { controllers })
    .filter(({ kind }) => !['NodePort', 'LoadBalancer', 'ExternalIPs'].includes(kind))
    .flatMap(({ backends }) => backends)
    .flatMap((backend) => backend.targets)
    .filter(({ declares }) => declares === 'yes');
  const having = (word: string) => {
    const ports = new Map<string, PortSet>();
    for (const { to, port, protocol, flows } of targets) {
      if (!flows.some(({ verdict }) => verdict === word)) continue;
      ports.set(to, unionPorts(ports.get(to) ?? NO_PORTS, portRange(protocol, port)));
    }
    return ports;
  };
  return { allowed: having('allowed'), open: having('undecided') };
}

function contradictions(theCase: CorpusCase): readonly string[] {
  const { cluster } = clusterOf(theCase);
  const { allowed, open } = reached(cluster);
  const rows = (theCase.connections ?? []).filter(
    ({ from, disputed }) => from.ingressController === true && disputed === undefined,
  );
  return podEnds(cluster, 'workload').flatMap(({ endpoint, pods }) => {
    const named = rows.filter(({ to }) =>
      podsOfPeer(cluster, to).some(({ name }) => name === pods[0].name),
    );
    const want = named.map((row) => portsOf(row.allowed)).reduce(unionPorts, NO_PORTS);
    const certain = allowed.get(endpoint.id) ?? NO_PORTS;
    const possible = unionPorts(certain, open.get(endpoint.id) ?? NO_PORTS);
    const wrong = unionPorts(subtractPorts(certain, want), subtractPorts(want, possible));
    return noPorts(wrong) ? [] : [`${endpoint.id}: wrong on ${formatPorts(wrong)}`];
  });
}

describe.skipIf(!hasCorpus)('the published ingress cases', () => {
  test.each(cases)('are never contradicted under the portable profile: $id', (theCase) => {
    expect(contradictions(theCase)).toEqual([]);
  });
});
