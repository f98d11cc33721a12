import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressEnds, explain, podEnds } from '../../lib/analyses';
import {
  anyAddress,
  anyPort,
  fromPortRanges,
  justAddress,
  NO_ADDRESSES,
  type PortRanges,
} from '../../lib/kernel';
import { parseManifests } from '../../lib/manifests';
import { buildCluster, type Cluster, type Flow, type FlowEnd } from '../../lib/model';
import type { Profile } from '../../lib/platform';
import type { GateExplanation } from '../../lib/results';
import { evaluate } from '../../lib/semantics';
import { cluster, profile } from '../support/arbitraries';

type Ends = ReturnType<typeof podEnds>[number] | ReturnType<typeof addressEnds>[number];

/** The rule may cut addresses of two families apart, so one of them stands for all. */
function end(of: Ends): FlowEnd {
  if ('pods' in of) return { kind: 'pod', pod: of.pods[0] };
  const example = anyAddress(of.addresses);
  return { kind: 'addresses', addresses: example ? justAddress(example) : NO_ADDRESSES };
}

/** The cluster with the offered rule applied, as an author would: pasted into YAML. */
function withRule(before: Cluster, { toAllow, direction }: GateExplanation): Cluster {
  const type = direction === 'ingress' ? 'Ingress' : 'Egress';
  const text = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: offered, namespace: ${toAllow?.namespace}}
spec:
  podSelector: {}
  policyTypes: [${type}]
  ${toAllow?.rule}
`;
  const built = buildCluster(parseManifests(text, 'offered.yaml').manifests);
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { ...before, policies: [...before.policies, ...built.cluster.policies] };
}

function firstPort(ports: PortRanges): Pick<Flow, 'protocol' | 'port'> {
  const first = anyPort(fromPortRanges(ports));
  if (first === undefined) throw new Error('a case without ports');
  return first;
}

/** Every rule that is offered for some pair of ends, with the flow that it is offered for. */
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
        return [egress, ingress]
          .filter(({ toAllow }) => toAllow !== undefined)
          .map((gate) => ({ gate, flow }));
      }),
  );
}

test('the rule that an explanation offers opens the gate once it is applied', () => {
  let offered = 0;
  fc.assert(
    fc.property(cluster, profile, (generated, facts) => {
      for (const { gate, flow } of offersOf(generated, facts)) {
        offered += 1;
        const { open } = evaluate(withRule(generated, gate), facts, flow)[gate.direction];
        expect([gate.toAllow?.rule, open.answer]).toEqual([gate.toAllow?.rule, 'yes']);
      }
    }),
    { numRuns: 60 },
  );
  expect(offered).toBeGreaterThan(20);
});
