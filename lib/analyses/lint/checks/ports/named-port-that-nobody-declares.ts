import type { Severity } from '../../../../kernel';
import type { Pod, PortMatch } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { deployment, ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { backedBy } from '../../views/backing';
import { hasKnownContainers } from '../../views/containers';
import { type Destinations, destinationsOf } from '../../views/destinations';
import { everyPort, type PlacedPort } from '../../views/port-entries';

type NamedPort = Extract<PortMatch, { kind: 'named' }>;

/** Finds names of ports that mean nothing on any destination. */
export const namedPortThatNobodyDeclares: Check = {
  id: 'NP607',
  name: 'named-port-that-nobody-declares',
  severity: 'error',
  summary: 'A rule names a port, and no container of its destinations declares that name.',
  why: 'A name is looked up among the ports of the containers of each destination. Where none has it, with that protocol, the rule opens nothing, and nobody is told.',
  how: 'Every destination of the rule is a known pod whose containers are in the input, and none declares the name with that protocol; or the rule leads to addresses alone, which have no names. It is a warning where no label chooses the pods, or where the name is on an init container and the profile does not say whether that counts.',
  help: 'write the number, or give the port of the container that name',
  acknowledge:
    'When something adds the container later, such as a sidecar that an admission webhook injects.',
  references: [REFERENCES.networkPolicies],
  examples: {
    given: deployment('web', '{ name: http, containerPort: 8080 }'),
    avoid: {
      yaml: ingress('web')`
    - from: [{ podSelector: {} }]
      ports: [{ protocol: TCP, port: web }]
`,
      typescript: `
new NetworkPolicy(shop, 'web', {
  select: pods({ app: 'web' }),
  ingress: [from(sameNamespace()).on(tcp('web'))],
});
`,
    },
    prefer: {
      yaml: ingress('web')`
    - from: [{ podSelector: {} }]
      ports: [{ protocol: TCP, port: http }]
`,
      typescript: `
new NetworkPolicy(shop, 'web', {
  select: pods({ app: 'web' }),
  ingress: [from(sameNamespace()).on(tcp('http'))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const entry of everyPort(examined)) {
      const { port } = entry;
      if (port.kind !== 'named') continue;
      const found = problemOf(examined, entry, port);
      if (found === undefined) continue;
      const { severity, because, facts = [] } = found;
      yield {
        about: aboutPolicy(entry.policy),
        path: entry.path,
        message: `${entry.place} opens port \`${port.name}\` over ${port.protocol}, ${because}`,
        severity,
        facts,
      };
    }
  },
};

interface Problem {
  readonly severity: Severity;
  readonly because: string;
  readonly facts?: readonly string[];
}

function problemOf(examined: Examined, entry: PlacedPort, port: NamedPort): Problem | undefined {
  const { policy, rule } = entry;
  const { peers, direction } = rule;
  const areAddresses = peers.length > 0 && peers.every(({ kind }) => kind === 'block');
  if (direction === 'egress' && areAddresses) {
    return { severity: 'error', because: 'which an ipBlock never has' };
  }
  const to = destinationsOf(examined, policy, rule);
  const isTold = to.pods.every((pod) => hasKnownContainers(examined, pod));
  if (to.others === 'possible' || to.pods.length === 0 || !isTold) return undefined;
  return among(examined, to, port);
}

function among(examined: Examined, to: Destinations, port: NamedPort): Problem | undefined {
  const having = to.pods.flatMap(({ ports }) =>
    ports.filter(({ name, protocol }) => name === port.name && protocol === port.protocol),
  );
  const because = 'which no container of its pods declares';
  const loud = to.chosenBy === 'labels' ? 'error' : 'warning';
  if (having.length === 0) return { severity: loud, because, facts: hints(examined, to, port) };
  const counts = examined.profile.assume['sidecar-named-ports'];
  if (counts === true || having.some(({ on }) => on === 'container')) return undefined;
  return {
    severity: counts === false ? loud : 'warning',
    because: 'which only init containers of its pods declare',
    facts: ['plugins differ in whether ports of init containers have names'],
  };
}

/** Where else the name is, which the author may have had in mind. */
function hints(examined: Examined, { pods }: Destinations, port: NamedPort): readonly string[] {
  const same = (pod: Pod) => pod.ports.filter(({ name }) => name === port.name);
  const over = new Set(pods.flatMap(same).map(({ protocol }) => protocol));
  const services = new Set(
    pods.flatMap((pod) =>
      backedBy(examined, pod)
        .filter((backed) => backed.port.name === port.name)
        .map(
          ({ service, port: { targetPort } }) =>
            `Service ${service.namespace}/${service.name} calls ${targetPort} so, and names of Services do not count`,
        ),
    ),
  );
  return [...[...over].map((protocol) => `they declare it over ${protocol}`), ...services];
}
