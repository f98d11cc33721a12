import { Construct } from 'constructs';
import { DNS_PLATFORMS, METADATA_CIDRS, SYSTEM_NAMESPACES } from '../../platform';
import { checkProps, decline } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import {
  type Addresses,
  addresses,
  allPorts,
  callerLine,
  ipBlock,
  type NamespacePeer,
  namespaces,
  noneOf,
  show,
  strictCidr,
  tcp,
  to,
  udp,
} from '../dsl';
import { NAMESPACE_NAME_LABEL } from '../dsl/namespaces';
import { kindOf } from '../dsl/peer';
import { deny, pass } from './actions';
import { ClusterNetworkPolicy } from './cluster-network-policy';
import { objectToCutIdentities, type SparedPods } from './cut-identities';
import type { ClusterRule } from './rules';

export interface DenyCloudMetadataProps {
  /** Its place in the Admin tier, 0 to 1000. Those of `except` take the ones right before it. */
  readonly priority: number;
  /** The namespaces whose pods it stops. @default - all but those of Kubernetes, the cloud and its plugins by name */
  readonly namespaces?: NamespacePeer;
  /** Pods that ask for their own identity there: NetworkPolicies decide for them. @default - none */
  readonly except?: readonly SparedPods[];
}

/**
 * Stops pods from reaching any address that serves cloud metadata or credentials, whatever
 * NetworkPolicies allow: the deny that `BlockCloudMetadata`, a promise, cannot be. Where DNS of the
 * profile answers at such an address, port 53 of it is left to NetworkPolicies.
 *
 * Pods on the host network are not stopped, and its kind is not evaluated yet: acknowledge it.
 *
 * @example
 * const guard = new DenyCloudMetadata(chart, 'no-metadata', { priority: 10 });
 * Findings.of(guard).acknowledge({ id: 'unmodelled-kind', reason: 'denies cloud metadata only' });
 * // kind: ClusterNetworkPolicy
 * // spec:
 * //   tier: Admin
 * //   priority: 10
 * //   subject: { namespaces: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, ... }] } }
 * //   egress: [{ name: cloud-metadata, action: Deny, to: [{ networks: [100.100.100.200/32, ...] }] }]
 * @throws {InvalidInputError} for a priority that is taken, or none left before it for `except`; at
 * synth, for pods of an `AllowWorkloadIdentity` that `except` does not surely cover
 */
export class DenyCloudMetadata extends Construct {
  constructor(scope: Construct, id: string, props: DenyCloudMetadataProps) {
    super(scope, id);
    checkProps('DenyCloudMetadata', props, ['priority', 'namespaces', 'except']);
    const { priority, namespaces: subject = othersThanSystem(), except = [] } = props;
    checkExcept(except);
    if (except.length > priority) {
      decline({
        code: 'constructs/illegal-cluster-policy',
        message: `\`except\` of \`DenyCloudMetadata\` is ${show(except)}, and priority ${priority} leaves none before it for each`,
        help: 'give a higher `priority`: the lower one is asked first',
      });
    }
    const metadata = to(everyMetadataAddress()).on(allPorts());
    for (const [index, pods] of except.entries()) {
      new ClusterNetworkPolicy(this, `${id}-except-${index + 1}`, {
        tier: 'Admin',
        priority: priority - except.length + index,
        subject: pods,
        egress: [pass(metadata, { name: 'workload-identity' })],
      });
    }
    new ClusterNetworkPolicy(this, id, {
      tier: 'Admin',
      priority,
      subject,
      egress: [...dnsAmongMetadata(scope), deny(metadata, { name: 'cloud-metadata' })],
    });
    objectToCutIdentities(this, { namespaces: subject, except }, callerLine());
  }
}

/** Named here, because whoever wrote it has not heard of the policy that it becomes. */
function checkExcept(except: unknown): void {
  const list: readonly unknown[] = Array.isArray(except) ? except : [];
  if (Array.isArray(except) && list.every((each) => kindOf(each) === 'pods-in')) return;
  decline({
    code: 'constructs/illegal-cluster-policy',
    message: `\`except\` of \`DenyCloudMetadata\` is ${show(except)}, not a list of pods in namespaces`,
    help: "write except: [pods({ app: 'uploader' }).in(namespace('shop'))]",
  });
}

/** One peer of all its blocks. */
function everyMetadataAddress(): Addresses {
  return addresses(
    'cloudMetadata()',
    METADATA_CIDRS.map((cidr) => strictCidr('DenyCloudMetadata', cidr)),
  );
}

/** Components of the cluster itself may need metadata to run it. */
function othersThanSystem(): NamespacePeer {
  const names = SYSTEM_NAMESPACES.flatMap((each) => each.names);
  return namespaces({ [NAMESPACE_NAME_LABEL]: noneOf([...new Set(names)]) });
}

/** What leaves DNS to NetworkPolicies where it answers at an address that serves metadata. */
function dnsAmongMetadata(scope: Construct): readonly ClusterRule<'egress'>[] {
  const platforms = (profileOf(scope)?.dns ?? []).map((name) => DNS_PLATFORMS[name]);
  return platforms.flatMap(({ servers, port }) =>
    servers.flatMap((server) =>
      server.kind === 'address' && METADATA_CIDRS.includes(server.cidr)
        ? [pass(to(ipBlock(server.cidr)).on(udp(port), tcp(port)), { name: 'dns' })]
        : [],
    ),
  );
}
