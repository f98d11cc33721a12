import { describe, expect, test } from 'vitest';
import { checkIntents } from '../../../../lib/analyses';
import type { IntentEndpoint, StatedFlow, Statement } from '../../../../lib/kernel';
import type { Cluster } from '../../../../lib/model';
import { portable, profileNamed } from '../../../../lib/platform';
import type { IntentOutcome } from '../../../../lib/results';
import { clusterFrom, policy, workload } from '../../../support/cluster-from';

const named = (id: string): IntentEndpoint => {
  const [namespace = '', name = ''] = id.split('/');
  return { kind: 'workload', namespace, name };
};

function asked(cluster: Cluster, flow: StatedFlow, profile = portable): IntentOutcome {
  const intent = {
    kind: 'never-reaches-transitively',
    name: 'never, by any way',
    severity: 'error',
    hard: true,
    flows: [flow],
  } as const;
  const statements: readonly Statement[] = [
    { source: { file: 'intents.yaml' }, intents: [intent], flows: [] },
  ];
  const [outcome] = checkIntents(cluster, profile, { statements, today: '2026-11-21' }).intents;
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

const pods = ['shop/web', 'shop/api', 'shop/db', 'shop/other'].map((id) => workload(id));
const deny = policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress, Egress]}');

/** Opens both ends between two workloads of the shop. */
function open(from: string, to: string, port = 80): string {
  const select = (app: string) => `{podSelector: {matchLabels: {app: ${app}}}}`;
  const ports = `ports: [{port: ${port}}]`;
  return [
    policy(
      `shop/${from}-to-${to}`,
      `{podSelector: {matchLabels: {app: ${from}}}, policyTypes: [Egress], egress: [{to: [${select(to)}], ${ports}}]}`,
    ),
    policy(
      `shop/${to}-from-${from}`,
      `{podSelector: {matchLabels: {app: ${to}}}, policyTypes: [Ingress], ingress: [{from: [${select(from)}], ${ports}}]}`,
    ),
  ].join('\n---\n');
}

const webToDb: StatedFlow = { from: [named('shop/web')], to: [named('shop/db')] };

describe('an end that must not be got to by any way', () => {
  test('is got to by way of another workload, with the rule of each step', () => {
    const cluster = clusterFrom(...pods, deny, open('web', 'api'), open('api', 'db', 5432));
    const { verdict, violations } = asked(cluster, webToDb);
    expect(verdict).toBe('broken');
    const path = violations[0]?.path?.map(({ from, to, culprits }) => [
      from.id,
      to.id,
      culprits.map(({ policy: id }) => id),
    ]);
    expect(path).toEqual([
      ['shop/web', 'shop/api', ['shop/api-from-web', 'shop/web-to-api']],
      ['shop/api', 'shop/db', ['shop/db-from-api', 'shop/api-to-db']],
    ]);
  });

  test('is not got to where no step leads on', () => {
    const cluster = clusterFrom(...pods, deny, open('web', 'api'), open('other', 'db'));
    expect(asked(cluster, webToDb)).toMatchObject({ verdict: 'holds', violations: [] });
  });

  test('is told as one flow where one step is enough', () => {
    const { verdict, violations } = asked(clusterFrom(...pods, deny, open('web', 'db')), webToDb);
    expect(verdict).toBe('broken');
    expect(violations.map(({ path }) => path)).toEqual([undefined]);
  });

  test('is reached directly by a pod that does not exist yet', () => {
    const flow: StatedFlow = { from: [{ kind: 'any-pod' }], to: [named('shop/db')] };
    const onlyNew = policy(
      'shop/from-team',
      '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]}',
    );
    const { verdict, violations } = asked(clusterFrom(...pods, deny, onlyNew), flow);
    expect(verdict).toBe('broken');
    expect(violations[0]?.from.kind).toBe('possible-pod');
  });

  test('is left undecided by one step that is', () => {
    const byAddress = policy(
      'shop/db-from-net',
      '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}',
    );
    const out = policy(
      'shop/api-out',
      '{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: [{}]}',
    );
    const cluster = clusterFrom(...pods, deny, open('web', 'api'), byAddress, out);
    const { verdict, violations } = asked(cluster, webToDb);
    expect(verdict).toBe('undecided');
    expect(violations[0]).toMatchObject({ verdict: 'undecided', from: { id: 'shop/api' } });
    expect(violations[0]?.path?.map((step) => step.verdict)).toEqual(['allowed', 'undecided']);
    expect(asked(cluster, webToDb, profileNamed('cilium')).verdict).toBe('holds');
  });

  test('may be addresses, which end a path and never continue it', () => {
    const out = policy(
      'shop/api-out',
      '{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 169.254.169.254/32}}]}]}',
    );
    const fromAnywhere = policy(
      'shop/db-from-net',
      '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: 169.254.0.0/16}}]}]}',
    );
    const cluster = clusterFrom(...pods, deny, open('web', 'api'), out, fromAnywhere);
    const toMetadata: StatedFlow = { from: [named('shop/web')], to: [{ kind: 'cloud-metadata' }] };
    expect(asked(cluster, toMetadata).violations[0]?.path).toHaveLength(2);
    expect(asked(cluster, webToDb).verdict).toBe('holds');
  });

  test('is found behind an end that is itself a start', () => {
    const flow: StatedFlow = {
      from: [named('shop/web'), named('shop/db')],
      to: [named('shop/db')],
    };
    const cluster = clusterFrom(
      ...pods,
      deny,
      open('web', 'api'),
      open('db', 'api', 81),
      open('api', 'db'),
    );
    const paths = asked(cluster, flow).violations.map(({ path = [] }) =>
      path.map(({ to }) => to.id),
    );
    expect(paths).toEqual([['shop/api', 'shop/db']]);
  });
});
