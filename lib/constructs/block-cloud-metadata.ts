import { Construct } from 'constructs';
import type { Intent, IntentEndpoint, StatedFlow } from '../kernel/intent';
import { DNS_PLATFORMS, METADATA_CIDRS } from '../platform';
import { checkProps, decline } from './composite-refusals';
import { profileOf } from './declared-profile';
import {
  allNamespaces,
  allPods,
  allPorts,
  anyIp,
  endpointsOf,
  internet,
  type Peer,
  show,
} from './dsl';
import { isolationOf } from './isolation';
import { namespaceOf } from './namespace-scope';
import { ruleFor, writeOpening } from './openings';
import { state } from './statement';

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
 * A policy can only not allow; another one may. That no other one does is for an analysis to prove.
 *
 * @example
 * new BlockCloudMetadata(shop, 'metadata');
 * // spec: { podSelector: {}, policyTypes: [Egress], egress: [] }
 * @throws {InvalidInputError} when `rest` is not said outside a default deny, or opens one
 */
export class BlockCloudMetadata extends Construct {
  /** What the promise leaves out, in words: DNS, where the profile's DNS is a metadata address. */
  readonly exceptions: readonly string[];

  constructor(scope: Construct, id: string, props: BlockCloudMetadataProps = {}) {
    super(scope, id);
    checkProps('BlockCloudMetadata', props, ['rest', 'namespace']);
    const home = namespaceOf(scope, props);
    const rest = checkedRest(scope, home, props.rest);
    const peers = OPENED[rest](Object.values(profileOf(scope)?.zones ?? {}).flat());
    writeOpening(this, home, {
      name: id,
      select: allPods(),
      directions: ['egress'],
      rules: peers.length === 0 ? [] : [ruleFor('egress', peers, allPorts())],
    });
    const answering = dnsAmongMetadata(scope);
    this.exceptions = answering.map(
      (cidr) => `port 53 of ${cidr}: it answers DNS on this platform, beside serving metadata`,
    );
    state(this, { intents: promises(home, answering) });
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

/** The addresses that the platform of the profile uses for both DNS and metadata. */
function dnsAmongMetadata(scope: Construct): readonly string[] {
  const platforms = profileOf(scope)?.dns ?? [];
  const servers = platforms.flatMap((name) => DNS_PLATFORMS[name].servers);
  return servers.flatMap((server) =>
    server.kind === 'address' && METADATA_CIDRS.includes(server.cidr) ? [server.cidr] : [],
  );
}

/** Every port but 53, which is where DNS answers. */
const ALL_BUT_DNS = [
  { protocol: 'TCP', port: 1, endPort: 52 },
  { protocol: 'TCP', port: 54, endPort: 65_535 },
  { protocol: 'UDP', port: 1, endPort: 52 },
  { protocol: 'UDP', port: 54, endPort: 65_535 },
  { protocol: 'SCTP' },
] as const;

function promises(home: string, answering: readonly string[]): readonly Intent[] {
  const never = (name: string, to: IntentEndpoint, ports: Pick<StatedFlow, 'ports'>): Intent => ({
    name,
    kind: 'never-reaches',
    flows: [{ from: endpointsOf(allPods(), home), to: [to], ...ports }],
    severity: 'error',
    hard: true,
  });
  const name = `no pod of ${home} reaches cloud metadata`;
  if (answering.length === 0) return [never(name, { kind: 'cloud-metadata' }, {})];
  const others = METADATA_CIDRS.filter((cidr) => !answering.includes(cidr));
  const addresses = (cidrs: readonly string[]) =>
    ({ kind: 'addresses', cidrs, except: [] }) as const;
  return [
    never(name, addresses(others), {}),
    never(`${name} beside DNS`, addresses(answering), { ports: ALL_BUT_DNS }),
  ];
}
