import { hasPort } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { deployment, ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { backedBy } from '../../views/backing';
import { destinationsOf } from '../../views/destinations';
import { listeningPorts } from '../../views/listening';
import { listNames } from '../../views/lists';
import { everyPort, onlyNumber, type PlacedPort } from '../../views/port-entries';

/** Finds ports that no destination of the rule is known to have. */
export const portThatNothingListensOn: Check = {
  id: 'NP613',
  name: 'port-that-nothing-listens-on',
  severity: 'info',
  summary: 'A rule opens a port that no container of its destinations declares.',
  why: 'A port moved from 8080 to 8443 and the policy did not move with it; or a digit is wrong. The clients time out, although the policy names them.',
  how: 'Labels choose the destinations of the rule, each is a known pod that declares ports, none declares this one with its protocol, and no Service leads to it. A port of a Service is left to NP601.',
  help: 'open a port that the pods declare, or declare this one in the pod template',
  acknowledge: 'When the container listens there and does not declare it, which it need not.',
  references: [REFERENCES.networkPolicies],
  examples: {
    given: deployment('web', '{ containerPort: 8443 }'),
    avoid: {
      yaml: ingress('web')`
    - from: [{ podSelector: {} }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'web', {
  select: pods({ app: 'web' }),
  ingress: [from(sameNamespace()).on(tcp(8080))],
});
`,
    },
    prefer: {
      yaml: ingress('web')`
    - from: [{ podSelector: {} }]
      ports: [{ protocol: TCP, port: 8443 }]
`,
      typescript: `
new NetworkPolicy(shop, 'web', {
  select: pods({ app: 'web' }),
  ingress: [from(sameNamespace()).on(tcp(8443))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const entry of everyPort(examined)) {
      const declared = declaredInstead(examined, entry);
      if (declared === undefined) continue;
      const { port, protocol } = declared;
      yield {
        about: aboutPolicy(entry.policy),
        path: entry.path,
        message: `${entry.place} opens ${port}/${protocol}, which no container of its pods declares`,
        facts: [`they declare ${listNames(declared.instead)}`],
      };
    }
  },
};

interface Undeclared {
  readonly port: number;
  readonly protocol: string;
  readonly instead: readonly string[];
}

/** What the destinations declare, where the port of the entry is not among it. */
function declaredInstead(examined: Examined, entry: PlacedPort): Undeclared | undefined {
  const port = onlyNumber(entry.port);
  const { protocol } = entry.port;
  const to = destinationsOf(examined, entry.policy, entry.rule);
  const isTold = to.pods.length > 0 && to.others === 'none-known' && to.chosenBy === 'labels';
  if (port === undefined || !isTold) return undefined;
  const isElsewhere = to.pods.every((pod) => {
    const known = pod.ports.length === 0 ? undefined : listeningPorts(examined, pod);
    return known !== undefined && !hasPort(known, protocol, port);
  });
  const isOfService = to.pods.some((pod) =>
    backedBy(examined, pod).some((backed) => backed.port.port === port),
  );
  if (!isElsewhere || isOfService) return undefined;
  const all = to.pods.flatMap(({ ports }) => ports.map((each) => `${each.port}/${each.protocol}`));
  return { port, protocol, instead: [...new Set(all)].sort() };
}
