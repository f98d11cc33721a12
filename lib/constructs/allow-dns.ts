import { Construct } from 'constructs';
import type { Direction } from '../kernel/direction';
import { orElse } from '../kernel/suggest';
import {
  CILIUM_NODE_LOCAL_DNS,
  type CniName,
  COMMON_DNS,
  DNS_PLATFORM_NAMES,
  DNS_PLATFORMS,
  type DnsPlatform,
  type DnsPlatformName,
  type DnsServer,
} from '../platform';
import { because } from './because';
import { checkProps, decline } from './composite-refusals';
import { profileOf } from './declared-profile';
import {
  allPods,
  endpointsOf,
  ipBlock,
  namespace,
  type Peer,
  pods,
  type Rule,
  type Subject,
  show,
  tcp,
  udp,
} from './dsl';
import { objectionsToHome, objectionsToSubject } from './dsl/check-policy';
import { refuseAny } from './dsl/refuse';
import { mayOpen, openEnd } from './may-open';
import { namespaceOf } from './namespace-scope';
import { openOtherEnds, ruleFor, writeOpening } from './openings';
import { nearest, type Place, whoIs } from './places';
import { state } from './statement';
import { farName } from './tier';

export interface AllowDnsProps {
  /** The pods that may resolve names. @default - every pod of the namespace */
  readonly for?: Subject;
  /** Where DNS answers. @default - as the profile of the app says, else kube-dns and NodeLocal */
  readonly platform?: DnsPlatformName | readonly DnsPlatformName[];
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods where nothing has: DNS is then all they reach. @default - refused there */
  readonly isolates?: true;
}

/**
 * Lets pods resolve names, over UDP and TCP: the first exception that every egress deny needs.
 * Promises that they do.
 *
 * @example
 * new AllowDns(shop, 'dns');
 * // podSelector: {}
 * // policyTypes: [Egress]
 * // egress:
 * //   - to:
 * //       - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
 * //         podSelector: { matchLabels: { k8s-app: kube-dns } }
 * //       - ipBlock: { cidr: 169.254.20.10/32 }
 * //     ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
 * @throws {InvalidInputError} where egress is not isolated, or for a platform that is not known
 */
export class AllowDns extends Construct {
  /** The platforms it opens. */
  readonly platforms: readonly DnsPlatformName[];

  constructor(scope: Construct, id: string, props: AllowDnsProps = {}) {
    super(scope, id);
    checkProps('AllowDns', props, ['for', 'platform', 'namespace', 'isolates']);
    const home = namespaceOf(scope, props);
    const near: Place = { namespace: home, select: props.for ?? allPods(), slug: id };
    const { select } = near;
    refuseAny([
      ...objectionsToSubject(select, '`for` of `AllowDns`'),
      ...objectionsToHome('`for` of `AllowDns`', select, home),
    ]);
    mayOpen(scope, 'AllowDns', near, ['egress'], props);
    this.platforms = platformsFor(scope, props.platform);
    const rules = rulesFor(scope, this.platforms, home);
    openEnd(this, near, 'egress', props, () => {
      writeOpening(this, home, { name: id, select, directions: ['egress'], rules });
    });
    for (const rule of rules) {
      openOtherEnds(this, near, rule, (far) => farName(far, rule.direction, near));
    }
    promise(this, near);
    because(this, 'pods find by name whom they call');
  }
}

function promise(dns: Construct, near: Place): void {
  const { namespace: home, select } = near;
  state(dns, {
    intents: [
      {
        name: `${whoIs(near)} resolve names`,
        kind: 'resolves-names',
        from: endpointsOf(select, home),
        severity: 'error',
        hard: false,
      },
    ],
  });
}

function platformsFor(
  scope: Construct,
  said: AllowDnsProps['platform'],
): readonly DnsPlatformName[] {
  const names = said ?? profileOf(scope)?.dns ?? COMMON_DNS;
  const list: unknown = typeof names === 'string' ? [names] : names;
  if (!Array.isArray(list) || list.length === 0) {
    const message = `\`platform\` of \`AllowDns\` is ${show(list)}`;
    decline({ code: 'constructs/unknown-platform', message });
  }
  for (const name of list) {
    if (Object.hasOwn(DNS_PLATFORMS, name)) continue;
    decline({
      code: 'constructs/unknown-platform',
      message: `${show(name)} is no DNS platform${orElse(String(name), DNS_PLATFORM_NAMES)}`,
      help: `use one of ${DNS_PLATFORM_NAMES.join(', ')}`,
    });
  }
  return [...new Set(list)];
}

/** One rule for each port, so that no server is opened on the port of another. */
function rulesFor(
  scope: Construct,
  names: readonly DnsPlatformName[],
  home: string,
): readonly Rule<Direction>[] {
  const platforms = names.map((name) => platformUnder(profileOf(scope)?.cni, name));
  const ports = [...new Set(platforms.map(({ port }) => port))];
  return ports.map((port) => {
    const answering = platforms.filter((platform) => platform.port === port);
    const peers = answering.flatMap(({ servers }) => servers.map(peerOf));
    return ruleFor(
      'egress',
      peers.map((peer) => nearest(peer, home)),
      [udp(port), tcp(port)],
    );
  });
}

/** Cilium matches no block with NodeLocal DNSCache: it redirects to the pods of it, which are named as well. */
function platformUnder(cni: CniName | undefined, name: DnsPlatformName): DnsPlatform {
  const platform = DNS_PLATFORMS[name];
  if (cni !== 'cilium' || name !== 'node-local') return platform;
  return { ...platform, servers: [...platform.servers, CILIUM_NODE_LOCAL_DNS] };
}

function peerOf(server: DnsServer): Peer {
  return server.kind === 'address'
    ? ipBlock(server.cidr)
    : pods({ ...server.labels }).in(namespace(server.namespace));
}
