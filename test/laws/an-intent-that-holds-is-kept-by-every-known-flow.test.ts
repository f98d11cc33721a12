import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkIntents } from '../../lib/analyses';
import type { Intent, IntentEndpoint } from '../../lib/kernel';
import type { Cluster, Flow, FlowEnd } from '../../lib/model';
import type { Profile } from '../../lib/platform';
import { evaluate } from '../../lib/semantics';
import { cluster, endsOf, profile } from '../support/arbitraries';

const PORTS = [1, 80, 81, 443, 65_535];
const ends: readonly IntentEndpoint[] = [
  { kind: 'any-pod' },
  { kind: 'anywhere' },
  { kind: 'pods', namespaces: { kind: 'named', name: 'a' }, pods: { requirements: [] } },
  {
    kind: 'pods',
    namespaces: { kind: 'named', name: 'a' },
    pods: { requirements: [{ key: 'app', operator: 'In', values: ['x'] }] },
  },
];

const end = fc.constantFrom(...ends);

const nothing = (from: IntentEndpoint, to: IntentEndpoint): Intent => ({
  kind: 'never-reaches',
  flows: [{ from: [from], to: [to] }],
  name: 'nothing passes',
  severity: 'error',
  hard: true,
});

function isMeant(end: IntentEndpoint, at: FlowEnd): boolean {
  if (at.kind === 'addresses') return end.kind === 'anywhere';
  if (end.kind === 'any-pod' || end.kind === 'anywhere') return true;
  if (end.kind !== 'pods' || at.pod.namespace !== 'a') return false;
  return end.pods.requirements.length === 0 || at.pod.labels.get('app') === 'x';
}

function knownFlows(of: Cluster, from: IntentEndpoint, to: IntentEndpoint): readonly Flow[] {
  const ends = (stated: IntentEndpoint) => endsOf(of).filter((end) => isMeant(stated, end));
  return ends(from).flatMap((source) =>
    ends(to)
      .filter((destination) => isFlow(source, destination))
      .flatMap((destination) =>
        PORTS.map((port): Flow => ({ from: source, to: destination, protocol: 'TCP', port })),
      ),
  );
}

/** A pod to itself is no flow; another replica is one, which `endsOf` does not list. */
function isFlow(from: FlowEnd, to: FlowEnd): boolean {
  if (from.kind === 'addresses' && to.kind === 'addresses') return false;
  return !(from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod);
}

function worst(
  of: Cluster,
  facts: Profile,
  flows: readonly Flow[],
): 'allowed' | 'undecided' | 'denied' {
  const words = new Set(flows.map((flow) => evaluate(of, facts, flow).verdict));
  return (['allowed', 'undecided'] as const).find((word) => words.has(word)) ?? 'denied';
}

test('no flow of known pods contradicts what is said of an intent about all pods', () => {
  fc.assert(
    fc.property(cluster, profile, end, end, (of, facts, from, to) => {
      const [outcome] = checkIntents(of, facts, {
        statements: [{ intents: [nothing(from, to)], flows: [] }],
        today: '2026-11-21',
      }).intents;
      const known = worst(of, facts, knownFlows(of, from, to));
      // What known pods do is a lower bound: a pod that does not exist yet may do worse.
      const atLeast = {
        allowed: ['broken'],
        undecided: ['broken', 'undecided'],
        denied: ['broken', 'undecided', 'holds'],
      };
      expect(atLeast[known]).toContain(outcome?.verdict);
    }),
    { numRuns: 400 },
  );
});
