import type { Direction, Protocol, VerdictWord } from '../../../kernel';
import type { Cluster, Flow, Pod } from '../../../model';
import type { Profile } from '../../../platform';
import type { NameResolution, NameServer } from '../../../results';
import { evaluate, type Verdict } from '../../../semantics';
import { nearPolicies } from '../near-policies';
import { nameServers, type ServerEnd, withNamespaces } from './name-servers';

interface Answer {
  readonly server: NameServer;
  readonly overUdp: Verdict;
}

/**
 * Whether a pod reaches the DNS of its cluster. Undefined for one that asks other name servers, and
 * for host-network pods, which ask as their node does (kubernetes.io "DNS for Services and Pods",
 * Pod's DNS policy).
 */
export function nameResolution(
  cluster: Cluster,
  profile: Profile,
  client: Pod,
): NameResolution | undefined {
  if (client.hostNetwork || client.otherDns !== undefined) return undefined;
  const found = nameServers(cluster, profile);
  const whole = withNamespaces(cluster, found);
  const answers = found.map((each) => ask(whole, profile, client, each));
  const verdict = together(answers, resolverElsewhere(answers, profile));
  const servers = answers.map(({ server }) => server);
  const closed = closedBy(verdict, answers);
  return { verdict, servers, ...(closed === undefined ? {} : { closed }) };
}

function ask(cluster: Cluster, profile: Profile, client: Pod, to: ServerEnd): Answer {
  const { platform, server, port, end } = to;
  const flow = (protocol: Protocol): Flow => {
    return { from: { kind: 'pod', pod: client }, to: end, protocol, port };
  };
  const near = nearPolicies(cluster, flow('UDP'));
  const overUdp = evaluate(near, profile, flow('UDP'));
  const { verdict: tcp } = evaluate(near, profile, flow('TCP'));
  return { server: { server, platform, port, udp: overUdp.verdict, tcp }, overUdp };
}

/** Open where any answers, because the profile may name more than there are. */
function together(answers: readonly Answer[], elsewhere: 'possible' | 'nowhere'): VerdictWord {
  const words = answers.map(({ server }) => server.udp);
  if (words.includes('allowed')) return 'allowed';
  return words.includes('undecided') || elsewhere === 'possible' ? 'undecided' : 'denied';
}

/**
 * A rule that opens DNS towards a block may mean a resolver nobody told us of: one of the pod's own
 * `dnsConfig`, or the address of the DNS Service where policies see it untranslated.
 */
function resolverElsewhere(
  answers: readonly Answer[],
  { dns, assume }: Profile,
): 'possible' | 'nowhere' {
  if (dns !== undefined && assume['policy-sees-service-ip'] === false) return 'nowhere';
  const isOpen = answers.some(({ overUdp: { egress } }) =>
    egress.rules.some(
      ({ peers, ports }) =>
        peers.some(({ peer }) => peer.kind === 'block') &&
        (ports.length === 0 || ports.some(({ truth }) => truth.answer !== 'no')),
    ),
  );
  return isOpen ? 'possible' : 'nowhere';
}

/** At the client where its egress is closed to all of them. */
function closedBy(verdict: VerdictWord, answers: readonly Answer[]): Direction | undefined {
  if (verdict !== 'denied') return undefined;
  const atClient = answers.every(({ overUdp }) => overUdp.egress.open.answer === 'no');
  return atClient ? 'egress' : 'ingress';
}
