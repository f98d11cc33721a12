import { portable } from '#netpol/platform';
import type { Bench, Measure, Measured, Target } from '../measure';
import { compiledAndMapped } from '../phases';
import { provenMap } from '../proofs/proven-map';
import { clusterIn } from '../setup';
import { cleanUp } from '../timing/spent';

/** What the engine keeps in memory once it has a map, beside the cluster that it was given. */
export function engineState(name: string, target?: Target): Measure {
  return {
    id: `state-${name}`,
    asks: 'engine state, bytes a pod',
    scenario: name,
    ...(target && { target }),
    run: (bench) => run(bench, name),
  };
}

function run(bench: Bench, name: string): Measured {
  const scenario = bench.scenario(name);
  const cluster = clusterIn(bench.file(name, 'json'), scenario);
  const { proof } = provenMap(cluster, portable);
  const before = held();
  const map = compiledAndMapped(cluster, portable);
  const bytes = held() - before;
  const megabytes = (bytes / 1e6).toFixed(1);
  return {
    figure: { kind: 'amount', amount: bytes / scenario.size.pods, unit: 'B' },
    basis: 'measured',
    detail: `${megabytes} MB for ${map.ends.length} ends`,
    proof,
  };
}

/** Bytes that nothing can free, on the heap and in typed arrays beside it. */
function held(): number {
  for (let at = 0; at < 3; at += 1) cleanUp();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
