import { describe, expect, test } from 'vitest';
import { bySpecification } from '../../bench/naive/by-specification';
import { fingerprint } from '../../bench/proofs/fingerprint';
import { refuseDifference, sampledFlows } from '../../bench/proofs/sampled-flows';
import { teams } from '../../bench/scenarios/teams';
import { growthExponent } from '../../bench/timing/growth';
import { median } from '../../bench/timing/spent';
import { type ClusterMap, compile } from '../../lib/engine';
import { InternalError } from '../../lib/kernel';
import { manifestsOf } from '../../lib/manifests';
import { buildCluster } from '../../lib/model';
import { portable } from '../../lib/platform';

const size = { namespaces: 2, pods: 12, policies: 8 };
const { cluster } = buildCluster(manifestsOf(teams(size)).manifests);
const map = compile(cluster, portable).map();

describe('a map that says something wrong', () => {
  const wrong: ClusterMap = { ...map, word: () => 'allowed', row: () => [] };

  test('is found by sampled flows', () => {
    const flows = sampledFlows(cluster, wrong, 100);
    const ask = bySpecification(cluster, portable);
    expect(() => refuseDifference(wrong, flows, ask)).toThrow(InternalError);
  });

  test('has another fingerprint', () => {
    expect(fingerprint(wrong)).not.toBe(fingerprint(map));
  });
});

test('a map that lacks one flow has another fingerprint', () => {
  const talker = map.ends.findIndex((_, at) => map.row(at).length > 0);
  const row = (from: number) => map.row(from).slice(from === talker ? 1 : 0);
  const lacking: ClusterMap = { ...map, row };
  expect(fingerprint(lacking)).not.toBe(fingerprint(map));
});

test('the exponent of a cubic cost is three', () => {
  const points = [1, 2, 4, 8].map((each) => ({ size: each, cost: 5 * each ** 3 }));
  expect(growthExponent(points)).toBeCloseTo(3);
});

test('the median of an even number of values is between the middle ones', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
});

test('sampled flows are the same every time', () => {
  const places = () => [...sampledFlows(cluster, map, 50)].map((flow) => [flow.places, flow.port]);
  expect(places()).toEqual(places());
});
