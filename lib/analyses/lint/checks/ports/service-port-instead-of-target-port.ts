import { hasPort, once, type Severity } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { deployment, ingress, together } from '../../examples';
import { REFERENCES } from '../../references';
import { type Backed, backedBy } from '../../views/backing';
import { type Destinations, destinationsOf } from '../../views/destinations';
import { listeningPorts } from '../../views/listening';
import { listNames } from '../../views/lists';
import { everyPort, onlyNumber, opensPort, type PlacedPort } from '../../views/port-entries';

/** Finds rules that open the port of a Service where policies see the port of its pods. */
export const servicePortInsteadOfTargetPort: Check = {
  id: 'NP601',
  name: 'service-port-instead-of-target-port',
  severity: 'error',
  summary: 'A rule opens the port of a Service, and the pods behind it answer on another one.',
  why: 'A client asks the Service for port 80, and the author opens port 80. The Service sends the connection to port 8080 of a pod before the policy looks at it, and the policy drops it.',
  how: 'Every destination of the rule is a known pod whose ports the manifests tell, none of them answers on the port, and a Service that selects one of them has that port and leads to another. Not reported where the policy opens the other port as well, nor for egress where the profile says that policies see Services.',
  help: 'open the port on which the pods answer: the targetPort of the Service',
  acknowledge:
    'When the plugin judges egress before Services are translated, and the profile does not say so.',
  references: [REFERENCES.services, REFERENCES.networkPolicies],
  examples: {
    given: together(
      `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
`,
      deployment('web', '{ containerPort: 8080 }'),
      deployment('proxy'),
    ),
    avoid: {
      yaml: ingress('web')`
    - from: [{ podSelector: { matchLabels: { app: proxy } } }]
      ports: [{ protocol: TCP, port: 80 }]
`,
      typescript: `
new Connection(shop, 'proxy-to-web', {
  from: pods({ app: 'proxy' }),
  to: pods({ app: 'web' }),
  on: tcp(80),
});
`,
    },
    prefer: {
      yaml: ingress('web')`
    - from: [{ podSelector: { matchLabels: { app: proxy } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new AllowDns(shop, 'dns');
new Connection(shop, 'proxy-to-web', {
  from: pods({ app: 'proxy' }),
  to: pods({ app: 'web' }),
  on: tcp(8080),
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const entry of everyPort(examined)) {
      if (seesServices(examined, entry)) continue;
      const to = destinationsOf(examined, entry.policy, entry.rule);
      const meant = servicesMeant(examined, entry, to);
      const [first] = meant;
      if (first === undefined || opensTarget(entry, meant)) continue;
      const { service, port, target } = first;
      const name = `${service.namespace}/${service.name}`;
      yield {
        about: aboutPolicy(entry.policy),
        path: entry.path,
        message: `${entry.place} opens ${port.port}/${port.protocol}, the port of Service ${name}; its pods answer on ${target}`,
        severity: severityOf(examined, entry, to),
        facts: factsOf(meant),
        help: `open ${target}/${port.protocol}, where the pods answer`,
        related: [
          {
            message: `Service ${name} sends ${port.port} to ${port.targetPort}`,
            source: service.origin.at(['spec', 'ports', service.ports.indexOf(port)]),
          },
        ],
      };
    }
  },
};

/** Coming in, the Service is behind every connection, whatever the plugin. */
function seesServices({ profile }: Examined, { rule }: PlacedPort): boolean {
  return rule.direction === 'egress' && profile.assume['policy-sees-service-ip'] === true;
}

/** The Services whose port this is, where none of the destinations answers on that port. */
function servicesMeant(
  examined: Examined,
  { port }: PlacedPort,
  { pods, others }: Destinations,
): readonly Backed[] {
  const number = onlyNumber(port);
  if (number === undefined || others === 'possible') return [];
  const known = meantAt(examined)(pods);
  const key = `${port.protocol} ${number}`;
  const found = known.get(key) ?? servicesOn(examined, pods, { ...port, number });
  known.set(key, found);
  return found;
}

/** What is meant by each port of some destinations; many rules may lead to one long list of them. */
const meantAt = once((_: Examined) =>
  once((_: Destinations['pods']) => new Map<string, readonly Backed[]>()),
);

function servicesOn(
  examined: Examined,
  pods: Destinations['pods'],
  { protocol, number }: Pick<PlacedPort['port'], 'protocol'> & { readonly number: number },
): readonly Backed[] {
  const isElsewhere = pods.every((pod) => {
    const ports = listeningPorts(examined, pod);
    return ports !== undefined && !hasPort(ports, protocol, number);
  });
  if (!isElsewhere) return [];
  return pods
    .flatMap((pod) => backedBy(examined, pod))
    .filter((backed) => backed.service.translates === 'yes')
    .filter((backed) => backed.port.port === number && backed.port.protocol === protocol);
}

/** An author who opens both ports knows that there are two. */
function opensTarget({ policy, rule }: PlacedPort, meant: readonly Backed[]): boolean {
  return policy.rules[rule.direction].some((each) =>
    meant.some(
      ({ port, target }) => target !== undefined && opensPort(each, port.protocol, target),
    ),
  );
}

/** Where it is left open what the plugin sees, or who else the policy selects, it may be meant. */
function severityOf(
  { profile }: Examined,
  { rule }: PlacedPort,
  { chosenBy }: Destinations,
): Severity {
  const isSettled =
    rule.direction === 'ingress' || profile.assume['policy-sees-service-ip'] === false;
  return isSettled && chosenBy === 'labels' ? 'error' : 'warning';
}

function factsOf(meant: readonly Backed[]): readonly string[] {
  const leads = meant.map(
    ({ service, port, target }) =>
      `${service.namespace}/${service.name} sends ${port.port}/${port.protocol} to ${target}`,
  );
  return [listNames([...new Set(leads)])];
}
