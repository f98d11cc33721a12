import type { Flow } from '#netpol/model';
import { portable } from '#netpol/platform';
import { type Bench, cpuTime, type Measure, type Measured, ratioOf } from '../measure';
import { byNamespace } from '../naive/by-namespace';
import { bySpecification } from '../naive/by-specification';
import { countWords, declaredFlowCount, podsOf } from '../naive/flows';
import { compiledAndMapped } from '../phases';
import { provenMap } from '../proofs/proven-map';
import { type Random, randomFrom } from '../scenarios/random';
import { clusterIn } from '../setup';
import { inProcess, sideBySide } from '../timing/rounds';
import type { Spent } from '../timing/spent';

const WAYS = { naive: bySpecification, 'naive-by-namespace': byNamespace } as const;
const SEED = 29;
const SAMPLE = { naive: 1_000, 'naive-by-namespace': 20_000 } as const;

/** The same loop where it would take days: some of its flows, drawn at random, times how many it has. */
export function naiveSampled(way: keyof typeof WAYS, name: string): Measure {
  const indexed = way === 'naive' ? '' : ', policies indexed by namespace';
  return {
    id: `${way}-${name}`,
    asks: `every flow by the specification${indexed} / (compile + map)`,
    scenario: name,
    run: (bench) => run(bench, way, name),
  };
}

function run(bench: Bench, way: keyof typeof WAYS, name: string): Measured {
  const cluster = clusterIn(bench.file(name, 'json'), bench.scenario(name));
  const { proof } = provenMap(cluster, portable);
  const pods = podsOf(cluster);
  const ask = WAYS[way](cluster, portable);
  const sample = [...drawn(pods, SAMPLE[way], randomFrom(SEED))];
  const loop = inProcess(() => countWords(sample, ask));
  const engine = inProcess(() => compiledAndMapped(cluster, portable));
  const quietness = sideBySide(loop, engine, bench);
  const whole = scaled(quietness.one, declaredFlowCount(pods) / sample.length);
  const each = ((quietness.one.cpu / sample.length) * 1000).toFixed(1);
  return {
    figure: ratioOf(whole, quietness.other),
    basis: 'extrapolated',
    detail: `${each} us a flow x ${declaredFlowCount(pods)} / ${cpuTime(quietness.other)}`,
    proof,
    quietness,
  };
}

/** Flows of pods drawn evenly, each at a port that its destination declares. */
function* drawn(pods: ReturnType<typeof podsOf>, amount: number, random: Random): Generator<Flow> {
  for (let made = 0; made < amount; ) {
    const [from, to] = [pods[random.below(pods.length)], pods[random.below(pods.length)]];
    const asked = to?.ports[random.below(to.ports.length)];
    if (from === undefined || to === undefined || asked === undefined || from === to) continue;
    const { protocol, port } = asked;
    yield { from: { kind: 'pod', pod: from }, to: { kind: 'pod', pod: to }, protocol, port };
    made += 1;
  }
}

function scaled({ cpu, wall }: Spent, times: number): Spent {
  return { cpu: cpu * times, wall: wall * times };
}
