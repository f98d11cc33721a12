import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressesIn } from '../../lib/kernel';
import { parseManifests } from '../../lib/manifests';
import { buildCluster, type Cluster, type FlowEnd } from '../../lib/model';
import { portable } from '../../lib/platform';
import { evaluate } from '../../lib/semantics';
import {
  API,
  APPS,
  composedApp,
  NAMESPACES,
  type Part,
  PORTS,
  parts,
  saysBetween,
  saysOutwards,
  type Who,
} from '../support/composed-app';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netpol-composed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EVERYBODY: readonly Who[] = NAMESPACES.flatMap((namespace) =>
  APPS.map((app): Who => ({ namespace, app })),
);
const OUTSIDE = {
  internet: '8.8.8.8/32',
  api: `${API.address}/32`,
  metadata: '169.254.169.254/32',
  private: '10.20.30.40/32',
  'node-local-dns': '169.254.20.10/32',
} as const;
const PLACES = ['internet', 'api', 'metadata', 'private', 'node-local-dns'] as const;

/** The manifests of an app in which every promise holds: it does not synthesize otherwise. */
function clusterWith(composed: readonly Part[]): Cluster {
  const yaml = composedApp(join(folder, 'dist'), composed).synthYaml();
  return buildCluster(parseManifests(yaml, 'composed.yaml').manifests).cluster;
}

function podOf(cluster: Cluster, { namespace, app }: Who): FlowEnd {
  const workload = cluster.workloads.find(
    (each) => each.namespace === namespace && each.name === app,
  );
  const [pod] = workload?.pods ?? [];
  if (pod === undefined) throw new Error(`no pod of ${namespace}/${app}`);
  return { kind: 'pod', pod };
}

test('random constructs in random namespaces open what they say between pods, and nothing else', () => {
  fc.assert(
    fc.property(parts, (composed) => {
      const cluster = clusterWith(composed);
      for (const from of EVERYBODY) {
        for (const to of EVERYBODY) {
          for (const port of PORTS) {
            const ends = { from: podOf(cluster, from), to: podOf(cluster, to) };
            const { verdict } = evaluate(cluster, portable, { ...ends, protocol: 'TCP', port });
            const isSaid = composed.some((part) => saysBetween(part, from, to, port));
            expect([from, to, port, verdict]).toEqual([
              from,
              to,
              port,
              isSaid ? 'allowed' : 'denied',
            ]);
          }
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('random constructs let pods out to the addresses that they say, and to no others', () => {
  fc.assert(
    fc.property(parts, (composed) => {
      const cluster = clusterWith(composed);
      for (const from of EVERYBODY) {
        for (const place of PLACES) {
          for (const port of [...PORTS, 53]) {
            const to: FlowEnd = { kind: 'addresses', addresses: addressesIn(OUTSIDE[place]) };
            const flow = { from: podOf(cluster, from), to, protocol: 'TCP', port } as const;
            const isSaid = composed.some((part) => saysOutwards(part, from, place, port));
            expect([from, place, port, evaluate(cluster, portable, flow).verdict]).toEqual([
              from,
              place,
              port,
              isSaid ? 'allowed' : 'denied',
            ]);
          }
        }
      }
    }),
    { numRuns: 25 },
  );
});

test('nothing from outside reaches a pod that no construct opens to it', () => {
  fc.assert(
    fc.property(parts, (composed) => {
      const cluster = clusterWith(composed);
      for (const to of EVERYBODY) {
        for (const port of PORTS) {
          const from: FlowEnd = { kind: 'addresses', addresses: addressesIn(OUTSIDE.internet) };
          const flow = { from, to: podOf(cluster, to), protocol: 'TCP', port } as const;
          expect(evaluate(cluster, portable, flow).verdict).toBe('denied');
        }
      }
    }),
    { numRuns: 15 },
  );
});
