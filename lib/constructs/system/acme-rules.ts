import { groupBy } from '../../kernel/group-by';
import {
  type Addresses,
  type EgressRule,
  internet,
  type Peer,
  type PodsInNamespace,
  type Port,
  tcp,
  to,
  udp,
} from '../dsl';
import { listOfPorts, type SomePorts } from './own-pods';

/** Certificates by challenges over HTTP. */
export interface Http01 {
  /** The pods that answer where host names of certificates lead, such as `ingressNginx()`. */
  readonly through: PodsInNamespace & { readonly ports?: SomePorts };
  /** Ports of those pods. @default - those of `ingressNginx()` and its like, else TCP 80 and 443 */
  readonly on?: SomePorts;
  /** The addresses of the load balancer, which the host names resolve to. @default - internet() */
  readonly at?: Addresses;
}

/** Certificates by challenges over DNS. */
export interface Dns01 {
  /** The API of the DNS provider, on TCP 443. @default - internet() */
  readonly api?: Addresses;
  /**
   * Who is asked whether a record has arrived: what `--dns01-recursive-nameservers` lists, or
   * `internet()` for the servers of the zone, which cert-manager asks by default.
   */
  readonly nameServers: Addresses;
}

/** What the controller of cert-manager needs to get certificates by ACME. */
export interface AcmeNeeds {
  /** The ACME server, on TCP 443. @default - internet(), where a kind of challenge is given */
  readonly acme?: Addresses;
  /** @default - no certificate is got by HTTP-01 */
  readonly http01?: Http01;
  /** @default - no certificate is got by DNS-01 */
  readonly dns01?: Dns01;
}

const HTTP = [tcp(80), tcp(443)];
const HTTPS = [tcp(443)];
const DNS = [udp(53), tcp(53)];

/** One thing that the controller reaches. */
interface Need {
  readonly peer: Peer;
  readonly ports: readonly Port[];
}

/** The egress of the controller beside the API server: one rule for each other end. */
export function acmeRules(needs: AcmeNeeds): readonly EgressRule[] {
  const byPeer = groupBy(needsOf(needs), ({ peer }) => JSON.stringify(peer));
  return [...byPeer.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const ports = new Map(
      group.flatMap((each) => each.ports).map((port) => [JSON.stringify(port), port]),
    );
    return [to(first.peer).on([...ports.values()])];
  });
}

function needsOf({ acme, http01, dns01 }: AcmeNeeds): readonly Need[] {
  const isChallenged = http01 !== undefined || dns01 !== undefined;
  const server = acme ?? (isChallenged ? internet() : undefined);
  return [
    ...(server === undefined ? [] : [{ peer: server, ports: HTTPS }]),
    ...(http01 === undefined ? [] : selfCheck(http01)),
    ...(dns01 === undefined ? [] : dnsChallenge(dns01)),
  ];
}

/** A load balancer in front of the cluster: its address, or, already translated, the pods behind it. */
function selfCheck({ through, on = through.ports ?? HTTP, at = internet() }: Http01) {
  return [
    { peer: at, ports: HTTP },
    { peer: through, ports: listOfPorts('CertManager.http01', on) },
  ];
}

function dnsChallenge({ api = internet(), nameServers }: Dns01) {
  return [
    { peer: api, ports: HTTPS },
    { peer: nameServers, ports: DNS },
  ];
}
