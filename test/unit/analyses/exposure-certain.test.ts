import { describe, expect, test } from 'vitest';
import { exposure } from '../../../lib/analyses';
import { portable, profileNamed } from '../../../lib/platform';
import type { Exposure } from '../../../lib/results';
import { clusterFrom, policy, workload } from '../../support/cluster-from';

function possible(exposures: readonly Exposure[] | undefined, name?: string) {
  return (exposures ?? []).flatMap(({ peer, ...row }) => {
    if (peer.kind !== 'possible') return [];
    const needed = peer.newNamespaces.find((each) => each.name === name);
    const isMeant = name === undefined ? peer.namespaces.includes('shop') : needed !== undefined;
    return isMeant ? [{ needs: needed?.labels ?? peer.labels, ...row }] : [];
  });
}

const ALL = { TCP: [[1, 65_535]], UDP: [[1, 65_535]], SCTP: [[1, 65_535]] };

describe('what pods that do not exist yet surely get', () => {
  test('rests on no address that a known pod may not have', () => {
    const cluster = clusterFrom(
      workload('shop/web'),
      policy(
        'shop/half-of-the-pods',
        '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/9}}]}]}',
      ),
    );
    const calico = profileNamed('calico');
    const profile = { ...calico, ipFamilies: [4], podCidrs: ['10.0.0.0/8'] } as const;
    const [web] = exposure(cluster, profile).workloads;
    const [row, ...others] = possible(web?.sides.ingress?.exposures);
    expect(row).toMatchObject({ allowed: {}, undecided: ALL });
    expect(row?.reasons.map(({ id }) => id)).toEqual(['pod-addresses']);
    expect(others).toEqual([]);
  });

  test('is told for each way in which one namespace may come to be labelled', () => {
    const cluster = clusterFrom(
      workload('shop/web'),
      policy(
        'shop/from-partner',
        '{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: partner}}}]}]}',
      ),
      policy(
        'shop/out',
        '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}, {namespaceSelector: {matchLabels: {team: a}}}]}]}',
      ),
    );
    const [web] = exposure(cluster, portable).workloads;
    const rows = possible(web?.sides.egress?.exposures, 'partner');
    expect(rows.map(({ needs, allowed, undecided }) => ({ needs, allowed, undecided }))).toEqual([
      { needs: { team: 'a' }, allowed: ALL, undecided: {} },
      { needs: {}, allowed: {}, undecided: ALL },
    ]);
  });
});
