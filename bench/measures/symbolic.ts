import { possibleKinds, representatives } from '#netpol/engine';
import { groupBy, InternalError, matches, type Selector } from '#netpol/kernel';
import type { Cluster, Pod } from '#netpol/model';
import { portable } from '#netpol/platform';
import { type Bench, cpuTime, type Measure, type Measured, ratioOf } from '../measure';
import { podsOf } from '../naive/flows';
import { compiled } from '../phases';
import { clusterIn } from '../setup';
import { inProcess, sideBySide } from '../timing/rounds';

/** Every kind of pod that could exist, in every namespace, against preparing for the pods there are. */
export const symbolic: Measure = {
  id: 'symbolic',
  asks: 'every kind of pod that could exist, all namespaces / compile',
  scenario: 'l',
  target: { atMost: 0.5 },
  run,
};

function run(bench: Bench): Measured {
  const cluster = clusterIn(bench.file('l', 'json'), bench.scenario('l'));
  const kinds = kindsIn(cluster);
  const compared = refuseWrongWitness(cluster);
  const report = inProcess(() => kindsIn({ ...cluster }));
  const quietness = sideBySide(
    report,
    inProcess(() => compiled(cluster, portable)),
    bench,
  );
  return {
    figure: ratioOf(quietness.one, quietness.other),
    basis: 'measured',
    detail: `${cpuTime(quietness.one)} / ${cpuTime(quietness.other)}, ${kinds} kinds`,
    proof: `${compared} pods and witnesses against selectors`,
    quietness,
  };
}

/** How many kinds there are; too many in one place to be counted is no answer. */
function kindsIn(cluster: Cluster): bigint {
  let count = 0n;
  for (const { place, kinds } of possibleKinds(cluster, portable)) {
    if (kinds === 'over-budget') throw new InternalError(`over budget in ${JSON.stringify(place)}`);
    count += kinds.count;
  }
  return count;
}

const NAMESPACES = 500;

/** In some namespaces: every witness meets what its kind meets, and every pod is of some kind. */
function refuseWrongWitness(cluster: Cluster): number {
  const subjects = groupBy(cluster.policies, ({ namespace }) => namespace);
  const pods = groupBy(podsOf(cluster), ({ namespace }) => namespace);
  return [...subjects].slice(0, NAMESPACES).reduce((compared, [namespace, policies]) => {
    const selectors = policies.map(({ subject }) => subject);
    return compared + compareKinds(selectors, pods.get(namespace) ?? []);
  }, 0);
}

function compareKinds(selectors: readonly Selector[], pods: readonly Pod[]): number {
  const found = representatives(selectors);
  if (found === 'over-budget') throw new InternalError('a namespace is over budget');
  let compared = 0;
  for (const part of found.parts) {
    const asked = part.selectors.flatMap((at) => selectors[at] ?? []);
    const vector = (labels: Pod['labels']) => asked.map((each) => matches(each, labels)).join();
    const vectors = new Set<string>();
    for (let kind = 0; kind < part.kinds; kind += 1) {
      const said = asked.map((_, at) => part.meets(kind, at)).join();
      if (vector(part.labels(kind)) !== said) throw new InternalError('a witness is no such pod');
      vectors.add(said);
    }
    if (!pods.every(({ labels }) => vectors.has(vector(labels)))) {
      throw new InternalError('a pod is of no kind');
    }
    compared += part.kinds + pods.length;
  }
  return compared;
}
