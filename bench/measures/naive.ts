import type { ClusterMap } from '#netpol/engine';
import { InternalError } from '#netpol/kernel';
import { portable } from '#netpol/platform';
import { type Bench, cpuTime, type Measure, type Measured, ratioOf, type Target } from '../measure';
import { byNamespace } from '../naive/by-namespace';
import { bySpecification } from '../naive/by-specification';
import { type Ask, countWords, declaredFlows, podsOf, type WordCounts } from '../naive/flows';
import { compiledAndMapped } from '../phases';
import { provenMap } from '../proofs/proven-map';
import { clusterIn } from '../setup';
import { inProcess, sideBySide } from '../timing/rounds';

const WAYS = {
  naive: { of: bySpecification, says: 'every flow by the specification' },
  'naive-by-namespace': { of: byNamespace, says: 'the same, policies indexed by namespace' },
} as const;

export type NaiveWay = keyof typeof WAYS;

/** The map of every port, against a loop over all pairs of pods at the ports they declare: run in full. */
export function naive(way: NaiveWay, target: Target): Measure {
  return {
    id: way,
    asks: `${WAYS[way].says} / (compile + map)`,
    scenario: 's',
    target,
    run: (bench) => run(bench, way),
  };
}

function run(bench: Bench, way: NaiveWay): Measured {
  const cluster = clusterIn(bench.file('s', 'json'), bench.scenario('s'));
  const { map, proof } = provenMap(cluster, portable);
  const ask = WAYS[way].of(cluster, portable);
  const pods = podsOf(cluster);
  const counts = countWords(declaredFlows(pods), ask);
  refuseOtherCounts(counts, countWords(declaredFlows(pods), byMap(map)));
  const loop = inProcess(() => countWords(declaredFlows(pods), ask));
  const engine = inProcess(() => compiledAndMapped(cluster, portable));
  const quietness = sideBySide(loop, engine, { ...bench, warmUps: 1 });
  const flows = counts.allowed + counts.undecided + counts.denied;
  return {
    figure: ratioOf(quietness.one, quietness.other),
    basis: 'measured',
    detail: `${cpuTime(quietness.one)} for ${flows} flows / ${cpuTime(quietness.other)}`,
    proof: `${counts.allowed} allowed by both, ${proof}`,
    quietness,
  };
}

function byMap(map: ClusterMap): Ask {
  return ({ from, to, protocol, port }) => map.word(map.endOf(from), map.endOf(to), protocol, port);
}

function refuseOtherCounts(counts: WordCounts, others: WordCounts): void {
  const [one, other] = [JSON.stringify(counts), JSON.stringify(others)];
  if (one !== other) throw new InternalError(`the naive loop counts ${one}, the map ${other}`);
}
