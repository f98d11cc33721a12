import type { ClusterMap } from '#netpol/engine';
import { portable } from '#netpol/platform';
import type { Bench, Measure, Measured } from '../measure';
import { provenMap } from '../proofs/proven-map';
import { type SampledFlow, sampledFlows } from '../proofs/sampled-flows';
import { clusterIn } from '../setup';
import { controlLoop } from '../timing/control';
import { inProcess, type Side, sideBySide } from '../timing/rounds';

const FLOWS = 200_000;
const TIMES = 10;

/** Single questions, of ends whose classes are known and of pods. */
export function singleFlows(of: 'ends' | 'pods'): Measure {
  return {
    id: `flows-of-${of}`,
    asks: `million single flow questions a second, ${of === 'ends' ? 'of classes' : 'of pods'}`,
    scenario: 'l',
    ...(of === 'ends' && { target: { atLeast: 10 } }),
    run: (bench) => run(bench, of),
  };
}

function run(bench: Bench, of: 'ends' | 'pods'): Measured {
  const cluster = clusterIn(bench.file('l', 'json'), bench.scenario('l'));
  const { map, proof } = provenMap(cluster, portable);
  const flows = [...sampledFlows(cluster, map, FLOWS)];
  const quietness = sideBySide(
    of === 'ends' ? ofEnds(map, flows) : ofPods(map, flows),
    controlLoop,
    bench,
  );
  const seconds = quietness.one.cpu / 1000;
  const amount = (flows.length * TIMES) / seconds / 1e6;
  return {
    figure: { kind: 'amount', amount, unit: 'M/s' },
    basis: 'measured',
    detail: `${flows.length} flows, ${TIMES} times each`,
    proof,
    quietness,
  };
}

function ofEnds(map: ClusterMap, flows: readonly SampledFlow[]): Side {
  return inProcess(() => {
    let allowed = 0;
    for (let time = 0; time < TIMES; time += 1) {
      for (const { places, protocol, port } of flows) {
        if (map.word(places[0], places[1], protocol, port) === 'allowed') allowed += 1;
      }
    }
    return allowed;
  });
}

function ofPods(map: ClusterMap, flows: readonly SampledFlow[]): Side {
  return inProcess(() => {
    let allowed = 0;
    for (let time = 0; time < TIMES; time += 1) {
      for (const { from, to, protocol, port } of flows) {
        const word = map.word(map.endOf(from), map.endOf(to), protocol, port);
        if (word === 'allowed') allowed += 1;
      }
    }
    return allowed;
  });
}
