import { describe, expect, test } from 'vitest';
import { explain, podEnds } from '../../../lib/analyses';
import { portRange } from '../../../lib/kernel';
import {
  ASSUMPTION_IDS,
  PROFILE_NAMES,
  type Profile,
  portable,
  profileNamed,
  withOverrides,
} from '../../../lib/platform';
import { clusterOf } from '../../support/cluster';

const YAML = `
{apiVersion: v1, kind: Pod, metadata: {name: db, namespace: shop, labels: {app: db}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop, labels: {app: web}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: BLOCK}}]}]}
`;

function caseUnder(profile: Profile, block = '0.0.0.0/0') {
  const { cluster } = clusterOf(YAML.replace('BLOCK', block));
  const end = (id: string) => podEnds(cluster, 'pod').filter(({ endpoint }) => endpoint.id === id);
  const ports = portRange('TCP', 5432);
  const { explanations } = explain(cluster, profile, {
    from: end('shop/web'),
    to: end('shop/db'),
    ports,
  });
  return explanations[0]?.cases[0];
}

describe('the facts that decided', () => {
  test.each([
    ['calico', 'allowed', 'true'],
    ['cilium', 'denied', 'false'],
  ])('under %s are its answer about blocks, and where that was read', (name, verdict, value) => {
    const decided = caseUnder(profileNamed(name));
    expect([decided?.verdict, decided?.ingress.decidedBy]).toEqual([
      verdict,
      [
        {
          id: 'ip-block-matches-pods',
          value,
          source: profileNamed(name).sources?.['ip-block-matches-pods'],
        },
      ],
    ]);
  });

  test.each(PROFILE_NAMES)('of %s each make the difference', (name) => {
    const profile = profileNamed(name);
    for (const { id } of caseUnder(profile)?.ingress.decidedBy ?? []) {
      const assume = Object.fromEntries(
        Object.entries(profile.assume).filter(([each]) => each !== id),
      );
      expect(caseUnder({ ...profile, assume })?.ingress.verdict).toBe('undecided');
    }
  });

  test('are where pods live, where that alone tells whether a block holds them', () => {
    const declared = withOverrides(profileNamed('calico'), { podCidrs: ['10.1.0.0/16'] });
    expect(caseUnder(declared, '10.1.0.0/16')?.ingress.decidedBy?.map(({ id }) => id)).toEqual([
      'ip-block-matches-pods',
      'podCidrs',
    ]);
  });

  test('are none where nothing was left open', () => {
    expect(caseUnder(profileNamed('calico'), '203.0.113.0/24')?.ingress.decidedBy).toBeUndefined();
  });

  test('are not told of an undecided gate', () => {
    expect(caseUnder(portable)?.ingress.decidedBy).toBeUndefined();
  });
});

describe('an open question', () => {
  test('says what each answer would make of the verdict', () => {
    expect(caseUnder(portable)?.reasons).toMatchObject([
      {
        id: 'ip-block-matches-pods',
        outcomes: [
          { value: 'true', verdict: 'allowed' },
          { value: 'false', verdict: 'denied' },
        ],
      },
    ]);
  });

  test('about a fact of the input has no answer to assume', () => {
    const [reason] = caseUnder(profileNamed('calico'), '10.1.0.0/16')?.reasons ?? [];
    expect(reason?.id).toBe('pod-addresses');
    expect(ASSUMPTION_IDS).not.toContain(reason?.id);
    expect(reason).not.toHaveProperty('outcomes');
  });
});
