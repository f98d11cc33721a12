import { describe, expect, test } from 'vitest';
import { blast, blastSizes } from '../../../lib/analyses';
import { UsageError } from '../../../lib/kernel';
import { portable, profileNamed } from '../../../lib/platform';
import { clusterFrom, policy, workload } from '../../support/cluster-from';

const pods = ['shop/web', 'shop/api', 'shop/db', 'shop/other'].map((id) => workload(id));
const deny = policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress, Egress]}');

function into(to: string, peer: string): string {
  return policy(
    `shop/into-${to}`,
    `{podSelector: {matchLabels: {app: ${to}}}, policyTypes: [Ingress], ingress: [{from: [${peer}], ports: [{port: 80}]}]}`,
  );
}

function out(from: string, to: string): string {
  return policy(
    `shop/out-${from}`,
    `{podSelector: {matchLabels: {app: ${from}}}, policyTypes: [Egress], egress: [{to: [${to}]}]}`,
  );
}

const app = (name: string) => `{podSelector: {matchLabels: {app: ${name}}}}`;
const chain = clusterFrom(
  ...pods,
  deny,
  out('web', app('api')),
  into('api', app('web')),
  out('api', app('db')),
  into('db', app('api')),
);

const taken = (id: string) => ({
  taken: (endpoint: { readonly id: string }) => endpoint.id === id,
});

describe('what falls with a workload', () => {
  test('falls in as many steps as the shortest path has, through the rules of each step', () => {
    const [found] = blast(chain, portable, taken('shop/web')).blasts;
    expect(found?.reached).toEqual([
      { to: 'shop/api', verdict: 'allowed', steps: 1, path: ['shop/web', 'shop/api'] },
      { to: 'shop/db', verdict: 'allowed', steps: 2, path: ['shop/web', 'shop/api', 'shop/db'] },
    ]);
    expect(
      found?.steps.map(({ from, to, gates }) => [
        from,
        to,
        gates.egress.rules,
        gates.ingress.rules,
      ]),
    ).toEqual([
      ['shop/web', 'shop/api', ['shop/out-web egress[0]'], ['shop/into-api ingress[0]']],
      ['shop/api', 'shop/db', ['shop/out-api egress[0]'], ['shop/into-db ingress[0]']],
    ]);
    expect(found?.steps[0]?.allowed).toEqual({ TCP: [[80, 80]] });
  });

  test('is ranked, the worst first', () => {
    const { ranking, blasts } = blast(chain, portable);
    expect(blasts).toEqual([]);
    expect(ranking.map(({ workload: id, falls }) => [id, falls])).toEqual([
      ['shop/web', 2],
      ['shop/api', 1],
      ['shop/db', 0],
      ['shop/other', 0],
    ]);
    expect([...blastSizes(chain, portable)]).toEqual([
      ['shop/api', 1],
      ['shop/db', 0],
      ['shop/other', 0],
      ['shop/web', 2],
    ]);
  });

  test('may fall where one step is undecided, and does not where the profile decides it', () => {
    const cluster = clusterFrom(
      ...pods,
      deny,
      out('web', app('db')),
      into('db', '{ipBlock: {cidr: 10.0.0.0/8}}'),
    );
    const [rank] = blast(cluster, portable).ranking;
    expect(rank).toMatchObject({ workload: 'shop/web', falls: 0, mayFall: 1 });
    const [found] = blast(cluster, portable, taken('shop/web')).blasts;
    expect(found?.reached).toMatchObject([{ to: 'shop/db', verdict: 'undecided', steps: 1 }]);
    expect(found?.steps[0]?.reasons).toEqual(['ip-block-matches-pods', 'pod-addresses']);
    expect(blast(cluster, profileNamed('cilium'), taken('shop/web')).blasts[0]?.reached).toEqual(
      [],
    );
  });

  test('ends at addresses, which are told apart by what they are', () => {
    const cluster = clusterFrom(
      ...pods,
      deny,
      out('web', '{ipBlock: {cidr: 169.254.169.254/32}}, {ipBlock: {cidr: 203.0.113.7/32}}'),
      into('db', '{ipBlock: {cidr: 0.0.0.0/0}}'),
    );
    const { blasts, ranking } = blast(cluster, profileNamed('cilium'), taken('shop/web'));
    expect(blasts[0]?.reached.map(({ to, outside }) => [to, outside])).toEqual([
      ['203.0.113.7/32', 'internet'],
      ['169.254.169.254/32', 'metadata'],
    ]);
    expect(ranking[0]?.outside).toEqual({
      internet: 'allowed',
      metadata: 'allowed',
      private: 'denied',
    });
  });

  test('is all there is where nothing isolates anybody', () => {
    const { blasts } = blast(clusterFrom(...pods), portable, taken('shop/db'));
    const found = blasts[0]?.reached ?? [];
    expect(found.filter(({ outside }) => outside === undefined)).toHaveLength(3);
    expect(found.every(({ steps }) => steps === 1)).toBe(true);
    expect(blasts[0]?.steps[0]?.gates.egress).toEqual({ open: 'not-isolated', rules: [] });
  });

  test('is refused where there are more pairs than asked for', () => {
    expect(() => blast(chain, portable, { maxPairs: 3 })).toThrow(UsageError);
  });

  test('is looked at for one workload where all of them are too many', () => {
    const limit = chain.workloads.length;
    const { ranking } = blast(chain, portable, { ...taken('shop/web'), maxPairs: limit });
    const all = blast(chain, portable).ranking;
    expect(ranking).toEqual(all.filter(({ workload }) => workload === 'shop/web'));
    expect(ranking).toHaveLength(1);
  });
});
