import { bench, describe } from 'vitest';
import { reach } from '../../lib/analyses';
import { compile } from '../../lib/engine';
import { InternalError } from '../../lib/kernel';
import type { FlowEnd } from '../../lib/model';
import { portable } from '../../lib/platform';
import { evaluate } from '../../lib/semantics';
import { teamsCluster } from './clusters';

const small = teamsCluster({ namespaces: 4, workloadsEach: 5 });
const large = teamsCluster({ namespaces: 40, workloadsEach: 5 });
const ends = small.workloads.flatMap(({ pods }) =>
  pods.map((pod): FlowEnd => ({ kind: 'pod', pod })),
);
const PORT = 8080;

function bySpecification(): number {
  return ends
    .flatMap((from) => ends.map((to) => ({ from, to, protocol: 'TCP' as const, port: PORT })))
    .filter((flow) => evaluate(small, portable, flow).verdict === 'allowed').length;
}

function byEngine(): number {
  const engine = compile(small, portable);
  return ends
    .flatMap((from) => ends.map((to) => engine.connection(from, to)))
    .filter(({ allowed }) => allowed.TCP.some(([a, b]) => a <= PORT && PORT <= b)).length;
}

// No time counts for an answer that is wrong.
if (bySpecification() !== byEngine()) throw new InternalError('the evaluators disagree');

describe('every pair of 20 workloads, one port', () => {
  bench('specification', () => void bySpecification());
  bench('engine, all ports', () => void byEngine());
});

describe('reachability of 200 workloads under 400 policies', () => {
  bench('reach', () => void reach(large, portable));
});
