import type { Direction } from '../kernel';
import type { Pod, PortMatch } from '../model';
import type { Profile } from '../platform';
import type { Question } from './question';
import { all, any, assumed, fact, NO, type Truth, YES } from './truth';

/**
 * Whether a port entry matches a flow. Ports are always destination ports, and the protocol is
 * part of the match (API type `NetworkPolicyPort`; ranges: kubernetes.io, "Targeting a range of ports").
 */
export function matchPort(question: Question, port: PortMatch, direction: Direction): Truth {
  const { flow, profile } = question;
  if (port.protocol !== flow.protocol) return NO;
  if (port.kind === 'range') return fact(port.first <= flow.port && flow.port <= port.last);
  if (flow.to.kind !== 'pod') return NO;
  const resolved = namedPort(question, port.name, flow.to.pod);
  // Going out, the destination is a peer; coming in, it is the subject, whose ports are known.
  return direction === 'ingress' ? resolved : all([resolved, isSeenAsPod(profile, flow.to.pod)]);
}

/**
 * A name is resolved on the destination pod: it means the container ports there with this name and
 * protocol. A destination that does not declare it, and everything that is not a pod, never
 * matches. Whether ports of init containers count differs between implementations (Kubernetes issue
 * 125285).
 */
function namedPort({ profile, flow }: Question, name: string, destination: Pod): Truth {
  const declared = destination.ports.filter(
    (port) => port.name === name && port.protocol === flow.protocol && port.port === flow.port,
  );
  const sidecars = assumed(profile.assume['sidecar-named-ports'], 'sidecar-named-ports');
  return any(declared.map((port) => (port.on === 'sidecar' ? sidecars : YES)));
}

/** Whether policies can tell that an address is this pod: always, except for host-network pods. */
export function isSeenAsPod(profile: Profile, pod: Pod): Truth {
  if (!pod.hostNetwork) return YES;
  return assumed(profile.assume['host-network-is-peer'], 'host-network-is-peer');
}
