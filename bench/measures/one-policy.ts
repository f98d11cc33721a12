import { diff } from '#netpol/analyses';
import { groupBy, InternalError } from '#netpol/kernel';
import { manifestsOf, readManifests } from '#netpol/manifests';
import { buildCluster, type Cluster, type Policy } from '#netpol/model';
import { portable } from '#netpol/platform';
import { type Bench, cpuTime, type Measure, type Measured, ratioOf } from '../measure';
import { compiledAndMapped } from '../phases';
import { refuseWrongRows } from '../proofs/diff-rows';
import { policy } from '../scenarios/objects';
import { clusterIn } from '../setup';
import { inProcess, sideBySide } from '../timing/rounds';

/** What a change of one policy does, in a cluster where everything else stays as it is. */
export const onePolicy: Measure = {
  id: 'diff',
  asks: 'diff of two sets that differ in one policy / (compile + map)',
  scenario: 'l',
  target: { atMost: 1.3 },
  run,
};

function run(bench: Bench): Measured {
  const file = bench.file('l', 'json');
  const before = clusterIn(file, bench.scenario('l'));
  const namespace = deniedInOnly(before);
  const after = withOneMore(file, namespace);
  const found = diff(before, after, portable);
  const compared = refuseWrongRows(before, after, { found, profile: portable, namespace });
  const comparing = inProcess(() => diff({ ...before }, { ...after }, portable));
  const engine = inProcess(() => compiledAndMapped(before, portable));
  const quietness = sideBySide(comparing, engine, { ...bench, warmUps: 1 });
  return {
    figure: ratioOf(quietness.one, quietness.other),
    basis: 'measured',
    detail: `${cpuTime(quietness.one)} / ${cpuTime(quietness.other)}, ${found.rows.length} rows`,
    proof: `${compared} pairs of the two maps`,
    quietness,
  };
}

/** The first namespace that is denied traffic in and not out, so that one policy opens something. */
function deniedInOnly({ policies }: Cluster): string {
  for (const [namespace, own] of groupBy(policies, (each) => each.namespace)) {
    if (own.some(deniesIn) && !own.some(({ isolates }) => isolates.includes('egress'))) {
      return namespace;
    }
  }
  throw new InternalError('no namespace is denied traffic in and not out');
}

function deniesIn({ subject, isolates, rules }: Policy): boolean {
  const isEveryPod = subject.requirements.length === 0;
  return isEveryPod && isolates.includes('ingress') && rules.ingress.length === 0;
}

function withOneMore(file: string, namespace: string): Cluster {
  const added = policy(namespace, 'added', {
    podSelector: {},
    ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 5433 }] }],
  });
  const manifests = [...readManifests([file]).manifests, ...manifestsOf([added]).manifests];
  return buildCluster(manifests).cluster;
}
