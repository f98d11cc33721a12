import { Construct } from 'constructs';
import { because } from '../because';
import { checkProps } from '../composite-refusals';
import { ipBlock, tcp } from '../dsl';
import { ruleFor } from '../openings';
import { type OwnEndProps, type OwnPods, ownEnd } from '../own-end';
import { whoIs } from '../places';
import { type IdentityChoice, identityProvidersFor } from './identity-providers';
import { exceptFromMetadata } from './metadata-exceptions';
import { openOwnEnd } from './open-own-end';

export interface AllowWorkloadIdentityProps extends OwnEndProps {
  /** The pods that have an identity of their own. */
  readonly for: OwnPods;
  /** Who hands it out. @default - the providers of the profile's cloud, for its plugin */
  readonly provider?: IdentityChoice;
}

/**
 * Lets pods ask the cloud for their own identity, at the exact addresses and ports where it is
 * handed out, and opens nothing else that serves metadata. Promises that they can. It is the one
 * exception, beside DNS, to a `BlockCloudMetadata` of the namespace.
 *
 * @example
 * new AllowWorkloadIdentity(shop, 'identity', { for: pods({ app: 'uploader' }) });
 * // with new PolicyApp({ profile: eks() }):
 * // podSelector: { matchLabels: { app: uploader } }
 * // policyTypes: [Egress]
 * // egress:
 * //   - to:
 * //       - ipBlock: { cidr: 169.254.170.23/32 }
 * //       - ipBlock: { cidr: "fd00:ec2::23/128" }
 * //     ports: [{ port: 80, protocol: TCP }]
 * @throws {InvalidInputError} where nothing says the cloud, for a provider that is not known or needs
 * no metadata address, and where egress is not isolated
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export class AllowWorkloadIdentity extends Construct {
  /** The providers it opens, by name. */
  readonly providers: readonly string[];

  constructor(scope: Construct, id: string, props: AllowWorkloadIdentityProps) {
    super(scope, id);
    checkProps('AllowWorkloadIdentity', props, ['for', 'provider', 'namespace', 'isolates']);
    const call = { construct: 'AllowWorkloadIdentity', prop: 'for', id };
    const near = ownEnd(scope, call, props.for, props);
    const providers = identityProvidersFor(scope, props.provider);
    this.providers = providers.map(({ name }) => name);
    const rules = providers.map(({ cidrs, ports }) =>
      ruleFor(
        'egress',
        cidrs.map((cidr) => ipBlock(cidr)),
        ports.map((port) => tcp(port)),
      ),
    );
    const promise = `${whoIs(near)} reach ${providers.map(({ use }) => use).join(' and ')}`;
    const opening = { near, direction: 'egress', rules, promise } as const;
    openOwnEnd(this, 'AllowWorkloadIdentity', opening, props);
    because(this, 'its pods ask the cloud for their own identity, and for nothing else there');
    for (const { cidrs, ports, use } of providers) {
      exceptFromMetadata(this, {
        ...near,
        cidrs,
        ports: ports.map((port) => ({ protocol: 'TCP', port })),
        what: 'workload identity',
        words: `TCP ${ports.join(' and ')} of ${cidrs.join(' and ')}, for ${whoIs(near)}: ${use}`,
      });
    }
  }
}
