import fc from 'fast-check';
import type { Json } from '../../lib/kernel';

/** What varies among the pods that tests write. */
export interface Varied {
  readonly name: string;
  readonly app: string;
  readonly owner: string;
  readonly node: string;
  readonly ip: string;
  readonly phase: string;
  readonly port: number;
  readonly generation: number;
  readonly note: string;
}

export const USUAL: Varied = {
  ...{ name: 'web-1', app: 'web', owner: 'web-abc', node: 'node-1', ip: '10.0.0.1' },
  ...{ phase: 'Running', port: 80, generation: 1, note: 'x' },
};

/** A pod as kubectl prints it, of which some things vary. */
export function variedPod(varied: Partial<Varied>): Json {
  const { name, app, owner, node, ip, phase, port, generation, note } = { ...USUAL, ...varied };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      generation,
      annotations: { note },
      labels: { app, 'pod-template-hash': 'abc', release: 'stable' },
      managedFields: [{ manager: note, time: name, fieldsV1: { 'f:status': {} } }],
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: owner, controller: true, uid: note },
      ],
    },
    spec: {
      nodeName: node,
      dnsPolicy: 'ClusterFirst',
      containers: [
        { name: app, ports: [{ name: 'http', containerPort: port }], volumeMounts: [{ name }] },
      ],
      volumes: [{ name, projected: { sources: [] } }],
    },
    status: { phase, podIP: ip, podIPs: [{ ip }], conditions: [{ type: note, status: 'True' }] },
  };
}

/** A few things of a pod that are not as usual, each a text or number that somebody may choose. */
export function variations(texts: readonly string[]): fc.Arbitrary<Partial<Varied>> {
  const text = fc.constantFrom(...texts);
  const change: fc.Arbitrary<Partial<Varied>> = fc.oneof(
    fc.record({ app: text }),
    fc.record({ owner: text }),
    fc.record({ node: text }),
    fc.record({ note: text }),
    fc.record({ name: text }),
    fc.record({ ip: fc.constantFrom('10.0.0.2', '10.0.0.30', 'fd00::1', '010.0.0.1', '', 'none') }),
    fc.record({ phase: fc.constantFrom('Running', 'Pending', 'Failed') }),
    fc.record({ port: fc.constantFrom(80, 443, 8080, 70_000, 1.5) }),
    fc.record({ generation: fc.constantFrom(0, 7, -1, 12, 1.5, 1e21) }),
  );
  return fc.array(change, { maxLength: 2 }).map((changes) => Object.assign({}, ...changes));
}
