import { Construct } from 'constructs';
import type { Intent } from '../kernel/intent';
import { DNS_PLATFORMS, METADATA_CIDRS } from '../platform';
import { checkProps, decline } from './composite-refusals';
import { profileOf } from './declared-profile';
import { allNamespaces, allPods, allPorts, anyIp, internet, type Peer, show } from './dsl';
import { isolationOf } from './isolation';
import { namespaceOf } from './namespace-scope';
import { ruleFor, writeOpening } from './openings';
import { type MetadataException, metadataExceptionsIn } from './outside/metadata-exceptions';
import { forbiddenMetadata } from './outside/metadata-promise';
import { stateLater } from './statement';

/** What else the pods may reach: nothing, the internet, or everything but cloud metadata. */
export type Rest = 'nothing' | 'internet' | 'everything';

export interface BlockCloudMetadataProps {
  /** Must be said outside a default deny, because the policy isolates egress there. @default - not said */
  readonly rest?: Rest;
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
}

/** The peers that each rest opens: both families, metadata carved out. Zones are not the internet. */
const OPENED: Readonly<Record<Rest, (zones: readonly string[]) => readonly Peer[]>> = {
  nothing: () => [],
  internet: (zones) => [internet(zones.length === 0 ? {} : { except: zones })],
  // Pods by selector as well: not every plugin matches them by address.
  everything: () => [allNamespaces(), anyIp({ except: METADATA_CIDRS })],
};

/**
 * The promise that no pod of the namespace reaches an address that serves cloud metadata or
 * credentials, whatever other policies say, with the safest policy that can carry it: one on all
 * pods that isolates egress and, inside a default deny, opens nothing.
 *
 * A policy can only not allow; another one may, and then the app does not synthesize. Whoever
 * applies policies from elsewhere is stopped by `DenyCloudMetadata`, a `ClusterNetworkPolicy`.
 *
 * The only exceptions are DNS, where the profile's DNS is a metadata address, and the exact flows of
 * each `AllowWorkloadIdentity` of the namespace, created before or after.
 *
 * @example
 * new BlockCloudMetadata(shop, 'metadata');
 * // spec: { podSelector: {}, policyTypes: [Egress], egress: [] }
 * @throws {InvalidInputError} when `rest` is not said outside a default deny, or opens one
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ "The two sorts of
 * pod isolation": policies are additive
 */
export class BlockCloudMetadata extends Construct {
  readonly #namespace: string;

  constructor(scope: Construct, id: string, props: BlockCloudMetadataProps = {}) {
    super(scope, id);
    checkProps('BlockCloudMetadata', props, ['rest', 'namespace']);
    this.#namespace = namespaceOf(scope, props);
    const rest = checkedRest(scope, this.#namespace, props.rest);
    const peers = OPENED[rest](Object.values(profileOf(scope)?.zones ?? {}).flat());
    writeOpening(this, this.#namespace, {
      name: id,
      select: allPods(),
      directions: ['egress'],
      rules: peers.length === 0 ? [] : [ruleFor('egress', peers, allPorts())],
    });
    stateLater(this, () => [this.#promise()]);
  }

  /** What the promise leaves out, in words: DNS, and identities of workloads said until now. */
  get exceptions(): readonly string[] {
    return this.#excepted().map(({ words }) => words);
  }

  #excepted(): readonly MetadataException[] {
    const home = this.#namespace;
    return [...dnsAmongMetadata(this, home), ...metadataExceptionsIn(this, home)];
  }

  #promise(): Intent {
    const excepted = this.#excepted();
    const what = [...new Set(excepted.map((each) => each.what))].join(' and ');
    return {
      name: `no pod of ${this.#namespace} reaches cloud metadata${what && ` beside ${what}`}`,
      kind: 'never-reaches',
      flows: forbiddenMetadata(this.#namespace, excepted),
      severity: 'error',
      hard: true,
    };
  }
}

function checkedRest(scope: Construct, home: string, rest: Rest | undefined): Rest {
  const denied = isolationOf(scope, home, 'egress') === 'isolated';
  if (rest === undefined) {
    if (denied) return 'nothing';
    const message = `\`BlockCloudMetadata\` would isolate egress of every pod of \`${home}\`, and does not say what they may still reach`;
    decline({ code: 'constructs/rest-not-said', message });
  }
  if (!Object.hasOwn(OPENED, rest)) {
    const message = `\`rest\` of \`BlockCloudMetadata\` is ${show(rest)}`;
    decline({ code: 'constructs/rest-not-said', message });
  }
  if (denied && rest !== 'nothing') {
    const message = `\`rest: '${rest}'\` would open ${rest === 'internet' ? 'the internet' : 'everything'} to every pod of \`${home}\`, whose egress is denied`;
    decline({ code: 'constructs/reopens-default-deny', message });
  }
  return rest;
}

/** Where the platform of the profile uses an address for both DNS and metadata. */
function dnsAmongMetadata(scope: Construct, namespace: string): readonly MetadataException[] {
  const platforms = profileOf(scope)?.dns ?? [];
  const servers = platforms.flatMap((name) => DNS_PLATFORMS[name].servers);
  const shared = servers.flatMap((server) =>
    server.kind === 'address' && METADATA_CIDRS.includes(server.cidr) ? [server.cidr] : [],
  );
  return shared.map((cidr) => ({
    namespace,
    select: allPods(),
    cidrs: [cidr],
    ports: [
      { protocol: 'TCP', port: 53 },
      { protocol: 'UDP', port: 53 },
    ],
    what: 'DNS',
    words: `port 53 of ${cidr}: it answers DNS on this platform, beside serving metadata`,
  }));
}
