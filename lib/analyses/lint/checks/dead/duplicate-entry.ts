import type { Meter } from '../../../../engine';
import { type ObjectPath, PEER_FIELD } from '../../../../kernel';
import type { Rule } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRuleThatCounts } from '../../every-rule';
import { ingress } from '../../examples';
import { inAnyOrder } from '../../fingerprint';
import { REFERENCES } from '../../references';
import { containedPeers, containedPorts } from '../../views/contained-entries';
import { at } from '../../written';

/** Finds entries of one list that another entry contains. */
export const duplicateEntry: Check = {
  id: 'NP305',
  name: 'duplicate-entry',
  severity: 'info',
  summary: 'An entry of a list of peers or ports is contained in another entry of the same list.',
  why: 'A second entry that adds nothing makes readers look for what it adds; a narrow one beside a wide one makes them believe that the narrow one is the limit.',
  how: 'Another peer of the same list names the same pods or addresses, or another entry of the same list the same ports, or more. It is a warning where the other one names more.',
  help: 'remove the entry that adds nothing, or narrow the one that contains it',
  acknowledge: 'The entries stand for different things that happen to lie inside each other today.',
  references: [REFERENCES.networkPolicies],
  examples: {
    avoid: {
      yaml: ingress('api')`
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP }, { protocol: TCP, port: 8080 }]
`,
    },
    prefer: {
      yaml: ingress('api')`
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'api', {
  select: pods({ app: 'api' }),
  ingress: [from(pods({ app: 'web' })).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    const meter = { budget: BUDGET, steps: 0 };
    for (const { policy, rule, written } of everyRuleThatCounts(examined)) {
      for (const { field, inner, outer, outerNames } of containedIn(rule, meter)) {
        const { direction, index } = rule;
        const list = [direction, index, field] as const;
        const name = (entry: number) => `${direction}[${index}].${field}[${entry}]`;
        const path: ObjectPath = ['spec', ...list, inner];
        yield {
          about: aboutPolicy(policy),
          path,
          message: `${policy.namespace}/${policy.name} ${name(inner)} adds nothing to ${name(outer)}, which names ${outerNames}`,
          ...(outerNames === 'more' && { severity: 'warning' }),
          related: [
            {
              message: `${name(outer)} contains it`,
              source: policy.origin.at(['spec', ...list, outer]),
            },
          ],
          key: inAnyOrder(at(written, [field, inner])),
          fix: { title: 'remove the entry', edits: [{ path, remove: true }] },
        };
      }
    }
  },
};

/** Comparisons for all policies together. What is not compared is not reported. */
const BUDGET = 1_000_000;

function containedIn({ direction, peers, ports }: Rule, meter: Meter) {
  return [
    ...containedPeers(peers, meter).map((each) => ({ field: PEER_FIELD[direction], ...each })),
    ...containedPorts(ports, meter).map((each) => ({ field: 'ports', ...each })),
  ];
}
