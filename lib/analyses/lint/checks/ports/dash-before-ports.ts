import { DIRECTIONS } from '../../../../kernel';
import type { Policy, Rule } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { onlyNumber, portWords } from '../../views/port-entries';
import { ruleName } from '../../views/rule-place';

/** Finds peers and ports that a dash too many has made two rules. */
export const dashBeforePorts: Check = {
  id: 'NP602',
  name: 'dash-before-ports',
  severity: 'warning',
  summary: 'Two rules stand where one was meant: the first names peers, the second ports.',
  why: 'A dash before `ports` begins another rule. Instead of some pods on one port, the policy lets these pods in on every port, and everyone else in on that port.',
  how: 'Two rules next to each other, one with peers and no ports, the other with ports and no peers; a rule that has both may stand before them, and none behind. A rule about DNS alone is left out: it often names no peers.',
  help: 'remove the dash before the second one, so that peers and ports stand in one rule',
  acknowledge:
    'When both are meant: everything for some, and one port, such as that of metrics, for everyone.',
  references: [REFERENCES.networkPolicies],
  examples: {
    avoid: {
      yaml: ingress('web')`
    - from:
        - podSelector: { matchLabels: { app: proxy } }
    - ports:
        - { protocol: TCP, port: 8080 }
`,
    },
    prefer: {
      yaml: ingress('web')`
    - from:
        - podSelector: { matchLabels: { app: proxy } }
      ports:
        - { protocol: TCP, port: 8080 }
`,
      typescript: `
new Connection(shop, 'proxy-to-web', {
  from: pods({ app: 'proxy' }),
  to: pods({ app: 'web' }),
  on: tcp(8080),
});
`,
    },
  },
  *find({ cluster }: Examined): Iterable<Found> {
    for (const policy of cluster.policies) {
      for (const [first, second] of DIRECTIONS.flatMap((each) => tornApart(policy, each))) {
        const [peers, ports] = first.peers.length > 0 ? [first, second] : [second, first];
        const { direction } = peers;
        const [some, everyone] =
          direction === 'ingress'
            ? ['lets its peers in', 'lets everyone in']
            : ['leads to its peers', 'leads everywhere'];
        yield {
          about: aboutPolicy(policy),
          path: ['spec', direction, second.index],
          message: `${ruleName({ policy, rule: peers })} ${some} at every port, and ${direction}[${ports.index}] ${everyone} at ${portWords(ports.ports)}`,
        };
      }
    }
  },
};

/** Neighbours of which one has only peers and the other only ports. */
function tornApart(
  { isolates, rules }: Policy,
  direction: Rule['direction'],
): readonly (readonly [Rule, Rule])[] {
  const list = isolates.includes(direction) ? rules[direction] : [];
  const lastWhole = list.findLastIndex(({ peers, ports }) => peers.length > 0 && ports.length > 0);
  const open = list.slice(lastWhole + 1);
  return open.slice(1).flatMap((second, index) => {
    const first = open[index];
    return first !== undefined && (isPair(first, second) || isPair(second, first))
      ? [[first, second] as const]
      : [];
  });
}

function isPair(peers: Rule, ports: Rule): boolean {
  return (
    peers.peers.length > 0 && ports.peers.length === 0 && ports.ports.length > 0 && !isDns(ports)
  );
}

function isDns({ direction, ports }: Rule): boolean {
  return direction === 'egress' && ports.every((port) => onlyNumber(port) === 53);
}
