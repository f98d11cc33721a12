import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkIntents } from '../../lib/analyses';
import { DIRECTIONS, EVERYTHING, type Intent, type IntentEndpoint } from '../../lib/kernel';
import type { Cluster, Flow, FlowEnd, Policy, Workload } from '../../lib/model';
import type { Profile } from '../../lib/platform';
import { evaluate } from '../../lib/semantics';
import { cluster, endsOf, NOWHERE, profile } from '../support/arbitraries';

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

/** Every pod isolated: in an open cluster nothing that seals an end could hold. */
const isolated = cluster.map((of): Cluster => {
  const denies = [...of.namespaces.keys()].map(
    (namespace): Policy => ({
      namespace,
      name: 'deny',
      subject: EVERYTHING,
      isolates: DIRECTIONS,
      rules: { ingress: [], egress: [] },
      origin: NOWHERE,
    }),
  );
  return { ...of, policies: [...of.policies.slice(0, 2), ...denies] };
});

const CLIENT_PORT = 80;

/** The first workload is sealed, but for the second one on one port, where there is a second one. */
function sealing(of: Cluster, kind: 'reached-only-by' | 'reaches-only' | 'closed'): Intent {
  const [sealed, named] = of.workloads.map(endOf);
  const common = { name: 'sealed', severity: 'error', hard: kind !== 'closed' } as const;
  if (sealed === undefined) throw new Error('a cluster without workloads');
  if (kind === 'closed') return { ...common, kind, pods: [sealed], directions: DIRECTIONS };
  const ports = [{ protocol: 'TCP', port: CLIENT_PORT }] as const;
  if (kind === 'reached-only-by') {
    const flows = named === undefined ? [] : [{ from: [named], to: [sealed], ports }];
    return { ...common, kind, to: [sealed], flows };
  }
  const flows = named === undefined ? [] : [{ from: [sealed], to: [named], ports }];
  return { ...common, kind, from: [sealed], flows };
}

function endOf({ namespace, name, kind }: Workload): IntentEndpoint {
  return { kind: 'workload', namespace, name, workloadKind: kind };
}

/** The known flows at the sealed workload that nobody named. */
function strangers(of: Cluster, { kind }: Intent): readonly Flow[] {
  const [sealed, named] = of.workloads;
  const isOf = (workload: Workload | undefined, end: FlowEnd) =>
    end.kind === 'pod' && workload?.pods.includes(end.pod) === true;
  const flows = knownFlows(of, { kind: 'anywhere' }, { kind: 'anywhere' });
  return flows.filter(({ from, to, port }) => {
    const into = isOf(sealed, to);
    const out = isOf(sealed, from);
    if (kind === 'closed') return into || out;
    const [mine, other] = kind === 'reaches-only' ? [out, to] : [into, from];
    return mine && !(port === CLIENT_PORT && isOf(named, other));
  });
}

test('an end that is sealed lets nothing known pass but what the intent names', () => {
  let held = 0;
  const kinds = fc.constantFrom('reached-only-by', 'reaches-only', 'closed');
  fc.assert(
    fc.property(isolated, profile, kinds, (of, facts, kind) => {
      const intent = sealing(of, kind);
      const [outcome] = checkIntents(of, facts, {
        statements: [{ intents: [intent], flows: [] }],
        today: '2026-11-21',
      }).intents;
      if (outcome?.verdict !== 'holds') return;
      held += 1;
      expect(worst(of, facts, strangers(of, intent))).toBe('denied');
    }),
    { numRuns: 300 },
  );
  expect(held).toBeGreaterThan(10);
});
