import { describe, expect, test } from 'vitest';
import { checkIntents, type SuggestQuery, suggest } from '../../../../lib/analyses';
import { type Statement, UsageError, writtenIntent } from '../../../../lib/kernel';
import { portable } from '../../../../lib/platform';
import type { SuggestResult } from '../../../../lib/results';
import { clusterOf } from '../../../support/cluster';

const namespace = (name: string) => `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}}}`;
const pod = (home: string, name: string) =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: ${home}, labels: {app: ${name}}}}`;
const policy = (home: string, name: string, spec: string) =>
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: ${name}, namespace: ${home}}, spec: ${spec}}`;

const HOMES = ['shop', 'bank'];
const { cluster } = clusterOf(
  HOMES.flatMap((home) => [
    namespace(home),
    pod(home, 'web'),
    pod(home, 'db'),
    policy(home, 'deny', '{podSelector: {}, policyTypes: [Ingress]}'),
    policy(
      home,
      'db',
      '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]}',
    ),
  ]).join('\n---\n'),
);

function check(statements: readonly Statement[]) {
  return checkIntents(cluster, portable, { statements, today: '2026-01-01' });
}

function suggested(query: SuggestQuery): SuggestResult {
  return suggest(cluster, portable, check, query);
}

describe('intents for one namespace', () => {
  const { suggestions, open, unclaimed, summary } = suggested({ namespaces: ['shop'] });
  const statements = suggestions.map(({ intent }) =>
    writtenIntent(intent, { name: intent.name, severity: intent.severity }),
  );

  test('hold without those of the others', () => {
    const { intents } = check(statements);
    expect(intents.length).toBeGreaterThan(0);
    expect(intents.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
  });

  test('are those that are proposed for it among those for all', () => {
    const isPinning = ({ intent }: SuggestResult['suggestions'][number]) =>
      intent.kind === 'closed' || intent.kind === 'reached-only-by' || intent.kind === 'reaches';
    const pinned = suggested({}).suggestions.filter(isPinning);
    const ofShop = pinned.filter((each) => JSON.stringify(each).includes('shop'));
    expect(suggestions.filter(isPinning)).toEqual(ofShop);
    expect(ofShop.length).toBeLessThan(pinned.length);
  });

  test('leave all others out of every list and sum', () => {
    expect(JSON.stringify({ suggestions, open, unclaimed })).not.toContain('bank');
    expect(summary).toMatchObject({ workloads: 2, policies: 2 });
  });
});

describe('intents that rest on too many statements', () => {
  // In each namespace the pods of one policy are among those of the other, and one rule has one peer.
  const needed = HOMES.length * 2;

  test('are refused with what is counted and what narrows it', () => {
    expect(() => suggested({ maxTried: needed - 1 })).toThrow(UsageError);
    expect(() => suggested({ maxTried: needed - 1 })).toThrow(
      'the intents would rest on 4 statements to prove: 2 of peers of rules, 2 of isolated pods',
    );
  });

  test('are proposed where just as many may be proven', () => {
    expect(suggested({ maxTried: needed })).toEqual(suggested({}));
  });

  test('are proposed for a namespace that has few of them', () => {
    const one = { namespaces: ['shop'] };
    expect(suggested({ ...one, maxTried: needed / 2 })).toEqual(suggested(one));
  });
});
