import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressEnds, explain, podEnds } from '../../lib/analyses';
import {
  anyAddress,
  anyPort,
  type Direction,
  fromPortRanges,
  justAddress,
  NO_ADDRESSES,
  POLICY_TYPE,
  type PortRanges,
  type Selector,
} from '../../lib/kernel';
import { parseManifests } from '../../lib/manifests';
import {
  buildCluster,
  type Cluster,
  type Flow,
  type FlowEnd,
  type Peer,
  type Policy,
  type PortMatch,
} from '../../lib/model';
import type { Profile } from '../../lib/platform';
import type { Change, PatchStep } from '../../lib/results';
import { evaluate } from '../../lib/semantics';
import { cluster, profile } from '../support/arbitraries';

type Ends = ReturnType<typeof podEnds>[number] | ReturnType<typeof addressEnds>[number];

function end(of: Ends): FlowEnd {
  if ('pods' in of) return { kind: 'pod', pod: of.pods[0] };
  const example = anyAddress(of.addresses);
  return { kind: 'addresses', addresses: example ? justAddress(example) : NO_ADDRESSES };
}

// The policy as YAML has it, written anew here: what the explanation thinks of it does not count.
const selectorOf = ({ requirements }: Selector) => ({
  matchExpressions: requirements.map(({ key, operator, values }) => ({
    key,
    operator,
    ...(values.length === 0 ? {} : { values }),
  })),
});
const peerOf = (peer: Peer) =>
  peer.kind === 'block'
    ? { ipBlock: { cidr: peer.cidr, except: peer.except } }
    : {
        ...(peer.namespaces && { namespaceSelector: selectorOf(peer.namespaces) }),
        ...(peer.pods && { podSelector: selectorOf(peer.pods) }),
      };
const portOf = (port: PortMatch) =>
  port.kind === 'named'
    ? { protocol: port.protocol, port: port.name }
    : { protocol: port.protocol, port: port.first, endPort: port.last };
const manifestOf = ({ namespace, name, subject, isolates, rules }: Policy) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace, name },
  spec: {
    podSelector: selectorOf(subject),
    policyTypes: isolates.map((direction) => POLICY_TYPE[direction]),
    ingress: rules.ingress.map(({ peers, ports }) => ({
      from: peers.map(peerOf),
      ports: ports.map(portOf),
    })),
    egress: rules.egress.map(({ peers, ports }) => ({
      to: peers.map(peerOf),
      ports: ports.map(portOf),
    })),
  },
});

/** What `kubectl patch --type=json` does (RFC 6902 `add`). */
function patched(manifest: object, { path, value }: PatchStep): object {
  const whole: unknown = JSON.parse(JSON.stringify(manifest));
  const keys = path.split('/').slice(1);
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((at, key) => Object(at)[key], whole);
  if (Array.isArray(parent)) parent.splice(last === '-' ? parent.length : Number(last), 0, value);
  else Object(parent)[last] = value;
  return Object(whole);
}

function read(manifest: object): readonly Policy[] {
  const built = buildCluster(parseManifests(JSON.stringify(manifest), 'changed.yaml').manifests);
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return built.cluster.policies;
}

/** The cluster once somebody has done what the explanation says. */
function applied(before: Cluster, change: Change): Cluster {
  switch (change.kind) {
    case 'label':
      return before;
    case 'policy':
      return { ...before, policies: [...before.policies, ...read(change.object)] };
    default: {
      const policies = before.policies.flatMap((policy) =>
        `${policy.namespace}/${policy.name}` === change.policy
          ? read(change.patch.reduce(patched, manifestOf(policy)))
          : [policy],
      );
      return { ...before, policies };
    }
  }
}

function labelled(of: FlowEnd, change: Change): FlowEnd {
  if (change.kind !== 'label' || of.kind !== 'pod') return of;
  const labels = new Map([...of.pod.labels, ...Object.entries(change.labels)]);
  return { kind: 'pod', pod: { ...of.pod, labels } };
}

function firstPort(ports: PortRanges): Pick<Flow, 'protocol' | 'port'> {
  const first = anyPort(fromPortRanges(ports));
  return first ?? { protocol: 'TCP', port: 1 };
}

/** Every change that is offered for some pair of ends, with the flow that it is offered for. */
function offersOf(before: Cluster, facts: Profile) {
  const ends: readonly Ends[] = [...podEnds(before, 'workload'), ...addressEnds(before)];
  const pairs = ends
    .slice(0, 4)
    .flatMap((from) => ends.filter((to) => to !== from).map((to) => ({ from, to })));
  return pairs.flatMap(({ from, to }) =>
    explain(before, facts, { from: [from], to: [to] })
      .explanations.flatMap(({ cases }) => cases)
      .flatMap(({ ports, egress, ingress }) => {
        const flow: Flow = { from: end(from), to: end(to), ...firstPort(ports) };
        return [egress, ingress].flatMap(({ changes = [] }) =>
          changes.map((change) => ({ change, flow })),
        );
      }),
  );
}

function changed({ from, to, ...port }: Flow, change: Change): Flow {
  return change.direction === 'ingress'
    ? { ...port, from: labelled(from, change), to }
    : { ...port, from, to: labelled(to, change) };
}

test('every change that an explanation offers opens the gate once it is made', () => {
  const seen = new Set<Change['kind']>();
  fc.assert(
    fc.property(cluster, profile, (generated, facts) => {
      const names = generated.policies.map(({ namespace, name }) => `${namespace}/${name}`);
      fc.pre(new Set(names).size === names.length);
      for (const { change, flow } of offersOf(generated, facts)) {
        seen.add(change.kind);
        const after = applied(generated, change);
        const { open } = evaluate(after, facts, changed(flow, change))[change.direction];
        expect([change, open.answer]).toEqual([change, 'yes']);
      }
    }),
    { numRuns: 40 },
  );
  // The rarer kinds have tests of their own.
  expect([...seen]).toEqual(expect.arrayContaining(['peer', 'policy', 'rule']));
});

/**
 * Without what isolates in the other direction: a dual-stack pair has a gate for each family, and
 * which of them an answer shows depends on both gates.
 */
function oneWay(of: Cluster, direction: Direction): Cluster {
  const policies = of.policies.map((policy) => ({
    ...policy,
    isolates: policy.isolates.filter((each) => each === direction),
  }));
  return { ...of, policies };
}

/** Pairs of workloads whose gate a change opens, or may open, on one of a few ports. */
function openedIn(before: Cluster, facts: Profile, change: Change): readonly string[] {
  const ends = podEnds(before, 'workload');
  const was = oneWay(before, change.direction);
  const is = oneWay(applied(before, change), change.direction);
  const isOpen = (of: Cluster, flow: Flow) =>
    evaluate(of, facts, flow)[change.direction].open.answer;
  const rank = { no: 0, unknown: 1, yes: 2 };
  return ends.flatMap((from) =>
    ends
      .filter((to) => to !== from)
      .filter((to) =>
        [1, 80, 81].some((port) => {
          const flow: Flow = { from: end(from), to: end(to), protocol: 'TCP', port };
          return rank[isOpen(is, flow)] > rank[isOpen(was, flow)];
        }),
      )
      .map((to) => `${from.endpoint.id} ${to.endpoint.id}`),
  );
}

test('a change opens no gate between workloads that the explanation does not name', () => {
  fc.assert(
    fc.property(cluster, profile, (generated, facts) => {
      const names = generated.policies.map(({ namespace, name }) => `${namespace}/${name}`);
      fc.pre(new Set(names).size === names.length);
      const ends = podEnds(generated, 'workload');
      for (const from of ends.slice(0, 2)) {
        const { explanations } = explain(generated, facts, { from: [from], to: ends.slice(0, 3) });
        for (const { to, cases } of explanations) {
          const changes = cases
            .flatMap(({ egress, ingress }) => [egress, ingress])
            .flatMap((gate) => gate.changes ?? [])
            .filter(({ kind, alsoOpens }) => kind !== 'label' && alsoOpens !== undefined);
          for (const change of changes) {
            const named = (change.alsoOpens ?? []).map((flow) => `${flow.from} ${flow.to}`);
            const asked = `${from.endpoint.id} ${to.id}`;
            expect([asked, ...named]).toEqual(
              expect.arrayContaining([...openedIn(generated, facts, change)]),
            );
          }
        }
      }
    }),
    { numRuns: 40 },
  );
});
