import { portable } from '#netpol/platform';
import { type Bench, cpuTime, type Measure, type Measured, ratioOf } from '../measure';
import { provenMap } from '../proofs/proven-map';
import { clusterIn } from '../setup';
import { controlLoop } from '../timing/control';
import { phased } from '../timing/phased';
import { sideBySide } from '../timing/rounds';

/** Where no two pods are alike and rules are broad, the map must not cost pairs of pods. */
export const mapToCompile: Measure = {
  id: 'adversarial',
  asks: 'map / compile',
  scenario: 'adv',
  target: { atMost: 0.15 },
  run,
};

function run(bench: Bench): Measured {
  const cluster = clusterIn(bench.file('adv', 'json'), bench.scenario('adv'));
  const { proof } = provenMap(cluster, portable);
  const engine = phased(cluster, portable);
  const quietness = sideBySide(engine.whole, controlLoop, bench);
  const { compile, map } = engine.halves();
  const detail = `${cpuTime(map)} / ${cpuTime(compile)}`;
  return { figure: ratioOf(map, compile), basis: 'measured', detail, proof, quietness };
}
