import { describe, expect, test } from 'vitest';
import { byNamespace } from '../../bench/naive/by-namespace';
import { bySpecification } from '../../bench/naive/by-specification';
import { countWords, declaredFlows, podsOf } from '../../bench/naive/flows';
import { fingerprint } from '../../bench/proofs/fingerprint';
import { refuseDifference, sampledFlows } from '../../bench/proofs/sampled-flows';
import { SHAPES } from '../../bench/scenarios';
import { scenarioOf } from '../../bench/scenarios/scenario';
import { compile, type MapTotals } from '../../lib/engine';
import { ALL_PORTS, noPorts, samePorts } from '../../lib/kernel';
import { manifestsOf } from '../../lib/manifests';
import { buildCluster, type Cluster, type FlowEnd } from '../../lib/model';
import { portable } from '../../lib/platform';
import { bySemantics } from '../support/by-semantics';
import { shown } from '../support/evaluators';

/** One scenario of each kind: sizes of one kind differ in nothing else. */
const kinds = SHAPES.filter(
  (shape, at) => SHAPES.findIndex(({ of }) => of === shape.of) === at,
).map((shape) => scenarioOf(shape, 'small'));

describe.each(kinds)('the map of the scenario $name', ({ objects }) => {
  const { cluster } = buildCluster(manifestsOf(objects()).manifests);
  const map = compile(cluster, portable).map();

  test('counts what the specification says about every pair and port', () => {
    expect(map.totals()).toEqual(totalsBySpecification(cluster));
  });

  test('says about every pair what the specification says', () => {
    const specification = bySemantics(cluster, portable);
    for (const [from, to] of pairsOf(cluster)) {
      const said = map.connection(map.endOf(from), map.endOf(to));
      expect(shown(said)).toEqual(shown(specification.connection(from, to)));
    }
  });

  test('lets something through, so that there is something to compare', () => {
    const { open, partly } = map.totals();
    expect(open + partly).toBeGreaterThan(0);
  });

  test('answers sampled flows as the specification does, those of addresses too', () => {
    const flows = [...sampledFlows(cluster, map, 1_000)];
    expect(flows.length).toBeGreaterThan(500);
    refuseDifference(map, flows, bySpecification(cluster, portable));
  });

  test('is the same from another reading of the objects', () => {
    const again = buildCluster(manifestsOf(objects()).manifests).cluster;
    expect(fingerprint(compile(again, portable).map())).toBe(fingerprint(map));
  });

  test('is asked about by both naive loops, which agree', () => {
    const flows = [...declaredFlows(podsOf(cluster))];
    const counts = countWords(flows, bySpecification(cluster, portable));
    expect(countWords(flows, byNamespace(cluster, portable))).toEqual(counts);
  });
});

/** Every ordered pair of different pods. */
function pairsOf(cluster: Cluster): readonly (readonly [FlowEnd, FlowEnd])[] {
  const ends = podsOf(cluster).map((pod): FlowEnd => ({ kind: 'pod', pod }));
  return ends.flatMap((from) =>
    ends.filter((end) => end !== from).map((to) => [from, to] as const),
  );
}

function totalsBySpecification(cluster: Cluster): MapTotals {
  const specification = bySemantics(cluster, portable);
  const totals = { pairs: 0, open: 0, partly: 0, undecided: 0, closed: 0 };
  for (const [from, to] of pairsOf(cluster)) {
    const { allowed, undecided } = specification.connection(from, to);
    totals.pairs += 1;
    if (samePorts(allowed, ALL_PORTS)) totals.open += 1;
    else if (!noPorts(allowed)) totals.partly += 1;
    else if (!noPorts(undecided)) totals.undecided += 1;
    else totals.closed += 1;
  }
  return totals;
}
