import { portable } from '#netpol/platform';
import { type Bench, cpuTime, type Measure, type Measured } from '../measure';
import { provenMap } from '../proofs/proven-map';
import { clusterIn } from '../setup';
import { controlLoop } from '../timing/control';
import { growthExponent } from '../timing/growth';
import { phased } from '../timing/phased';
import { sideBySide } from '../timing/rounds';

const SERIES = ['25k', '50k', 'l', '200k'] as const;
const FLOWS = 20_000;

/** The exponent with which compile + map grow as pods, policies and namespaces double together. */
export const growth: Measure = {
  id: 'growth',
  asks: 'growth exponent of compile + map',
  scenario: SERIES.join(', '),
  target: { atMost: 1.1 },
  run,
};

function run(bench: Bench): Measured {
  const points = SERIES.map((name) => pointOf(bench, name));
  const by = (clock: 'cpu' | 'wall') =>
    growthExponent(points.map(({ size, one }) => ({ size, cost: one[clock] })));
  return {
    figure: { kind: 'ratio', cpu: by('cpu'), wall: by('wall') },
    basis: 'measured',
    detail: points.map(({ one }) => cpuTime(one)).join(', '),
    proof: `${FLOWS / 1000}k sampled flows each`,
    quietness: {
      rounds: bench.runs,
      repeated: points.reduce((sum, { repeated }) => sum + repeated, 0),
      isRestless: points.some(({ isRestless }) => isRestless),
    },
  };
}

function pointOf(bench: Bench, name: string) {
  const scenario = bench.scenario(name);
  const cluster = clusterIn(bench.file(name, 'json'), scenario);
  provenMap(cluster, portable, FLOWS);
  const { whole } = phased(cluster, portable);
  return { size: scenario.size.pods, ...sideBySide(whole, controlLoop, bench) };
}
