import { isJsonObject } from '../../../../kernel';
import type { ContainerPort, Pod } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { deployment, ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { hasKnownContainers } from '../../views/containers';
import { destinationsOf } from '../../views/destinations';
import { everyPort, onlyNumber, type PlacedPort } from '../../views/port-entries';

/** Finds ports without a protocol, which are TCP, where their pods answer over UDP. */
export const protocolOmittedForUdp: Check = {
  id: 'NP606',
  name: 'protocol-omitted-for-udp',
  severity: 'error',
  summary: 'A port stands without a protocol, which means TCP, and its pods answer over UDP.',
  why: 'An entry `port: 514` looks as if it opened the port. It opens it over TCP, the syslog server listens over UDP, and every message is dropped without a trace.',
  how: 'The entry has a port and no protocol, every destination of the rule is a known pod, and each of them declares that port over UDP and not over TCP. Not reported where the rule opens it over UDP as well.',
  help: 'write `protocol: UDP`',
  acknowledge: 'When the containers also answer over TCP, and do not declare it.',
  references: [REFERENCES.networkPolicies],
  examples: {
    given: deployment('syslog', '{ containerPort: 514, protocol: UDP }'),
    avoid: {
      yaml: ingress('syslog')`
    - from: [{ podSelector: {} }]
      ports: [{ port: 514 }]
`,
    },
    prefer: {
      yaml: ingress('syslog')`
    - from: [{ podSelector: {} }]
      ports: [{ protocol: UDP, port: 514 }]
`,
      typescript: `
new NetworkPolicy(shop, 'syslog', {
  select: pods({ app: 'syslog' }),
  ingress: [from(sameNamespace()).on(udp(514))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const entry of everyPort(examined)) {
      if (!saysNoProtocol(entry) || opensUdp(entry)) continue;
      const { pods, others } = destinationsOf(examined, entry.policy, entry.rule);
      const isOverUdp = (pod: Pod) => hasKnownContainers(examined, pod) && isUdpOnly(entry, pod);
      if (others === 'possible' || pods.length === 0 || !pods.every(isOverUdp)) continue;
      yield {
        about: aboutPolicy(entry.policy),
        path: entry.path,
        message: `${entry.place} opens ${nameOf(entry)} over TCP, because it names no protocol; its pods answer over UDP`,
      };
    }
  },
};

function saysNoProtocol({ written }: PlacedPort): boolean {
  return isJsonObject(written) && (written['protocol'] ?? null) === null;
}

/** Whether the rule opens the same port over UDP, so that it is said twice on purpose. */
function opensUdp({ rule, port }: PlacedPort): boolean {
  return rule.ports.some(
    (each) =>
      each.protocol === 'UDP' &&
      (port.kind === 'named'
        ? each.kind === 'named' && each.name === port.name
        : each.kind === 'range' && each.first <= port.first && port.last <= each.last),
  );
}

function isUdpOnly(entry: PlacedPort, { ports }: Pod): boolean {
  const meant = ports.filter((each) => isMeant(entry, each));
  return meant.length > 0 && meant.every(({ protocol }) => protocol === 'UDP');
}

function isMeant({ port }: PlacedPort, declared: ContainerPort): boolean {
  return port.kind === 'named' ? declared.name === port.name : declared.port === onlyNumber(port);
}

function nameOf({ port }: PlacedPort): string {
  return port.kind === 'named' ? `\`${port.name}\`` : String(port.first);
}
