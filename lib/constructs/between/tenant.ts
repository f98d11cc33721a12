import { Construct } from 'constructs';
import { namespaceCalled } from '../baselines/namespace-called';
import { checkProps } from '../composite-refusals';
import { DefaultDenyNamespace } from '../default-deny-namespace';
import { allPods, allPorts, type EgressRule, flowOf } from '../dsl';
import type { PortChoice } from '../openings';
import { state, stateLater } from '../statement';
import { dnsFlowsOf, openDns } from './tenant-dns';
import { openEntry, type TenantEntry } from './tenant-entry';
import { openMember } from './tenant-member';
import { insideFlow, reachedPromise, reachesPromise } from './tenant-promises';
import { checkEntries, checkMembers, checkShared } from './tenant-props';

export interface TenantProps {
  /**
   * Its namespaces: a name is isolated by a `DefaultDenyNamespace` of its own; one that is there
   * already is taken.
   */
  readonly namespaces: readonly (string | DefaultDenyNamespace)[];
  /** Ports on which its pods reach each other. @default - every port */
  readonly on?: PortChoice;
  /** What every pod of it may reach outside: `to(pods(...).in(namespace('sso'))).on(tcp(443))`. @default - nothing but DNS */
  readonly shared?: readonly EgressRule[];
  /** Which pods of it others may reach. @default - none */
  readonly entries?: readonly TenantEntry[];
  /** Says that pods of the namespaces it creates need no DNS. @default - they need it, and get it */
  readonly dns?: 'none';
}

const PROPS = ['namespaces', 'on', 'shared', 'entries', 'dns'];

/**
 * A tenant: namespaces whose pods reach each other, DNS, and the services that are shared with them,
 * and nothing else. Others reach it by its entries alone. Promises both, and hard: no construct inside
 * or outside can open more, unless the tenant says so.
 *
 * @example
 * new Tenant(chart, 'alice', {
 *   namespaces: ['alice-web', 'alice-data'],
 *   shared: [to(pods({ app: 'sso' }).in(namespace('sso'))).on(tcp(8443))],
 *   entries: [{ to: pods({ app: 'web' }).in(namespace('alice-web')), from: ingressNginx(), on: tcp(8080) }],
 * });
 * // NetworkPolicy alice-web/alice, and alice-data/alice the other way round:
 * // podSelector: {}
 * // policyTypes: [Ingress, Egress]
 * // ingress:
 * //   - from:
 * //       - podSelector: {}
 * //       - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: alice-data } }
 * // egress: the same, and the shared services; DNS by alice-dns, entries by alice-web
 * @throws {InvalidInputError} for no namespace, one twice or isolated in one direction only, pods of
 * no namespace as shared, and an entry to pods of somebody else
 * @see https://kubernetes.io/docs/concepts/security/multi-tenancy/#network-isolation
 */
export class Tenant extends Construct {
  /** In the order in which they were given. */
  readonly namespaces: readonly DefaultDenyNamespace[];

  constructor(scope: Construct, id: string, props: TenantProps) {
    super(scope, id);
    checkProps('Tenant', props, PROPS);
    checkMembers(props.namespaces);
    const { on = allPorts(), shared = [], entries = [], dns } = props;
    checkShared(shared);
    checkEntries(entries);
    this.namespaces = props.namespaces.map((each) =>
      typeof each === 'string'
        ? new DefaultDenyNamespace(this, each, { ...(dns !== undefined && { dns }) })
        : each,
    );
    const homes = this.namespaces.map(({ namespaceName }) => namespaceName);
    for (const home of this.namespaces) openMember(this, home, homes, { on, shared });
    for (const home of this.namespaces) openDns(home, `${id}-dns`);
    const inward = entries.map((entry) => openEntry(this, this.namespaces, entry));
    const outward = this.namespaces.flatMap(({ namespaceName }) =>
      shared.map((rule) => flowOf(rule, allPods(), namespaceName)),
    );
    const inside = insideFlow(homes, on);
    state(this, {
      flows: [inside, ...outward],
      intents: [reachedPromise(id, homes, [inside, ...inward])],
    });
    // Whatever lets them resolve names may be created after the tenant.
    stateLater(this, () => [
      reachesPromise(id, homes, [inside, ...outward, ...dnsFlowsOf(this, homes)]),
    ]);
  }

  /**
   * One of its namespaces, to create things in.
   *
   * @throws {InvalidInputError} for a name that is not among them
   */
  namespace(name: string): DefaultDenyNamespace {
    return namespaceCalled(this, this.namespaces, name);
  }
}
