import { CLUSTER_POLICY_LIMITS } from '../../platform';
import { decline } from '../composite-refusals';
import {
  type Alone,
  calledFrom,
  type EveryPort,
  itemsOf,
  type Listed,
  type Port,
  type Problem,
  show,
} from '../dsl';
import { checkedPorts } from '../dsl/from-to';
import { frozen } from '../dsl/frozen';
import { type LabelConditions, selectorFrom } from '../dsl/labels';
import type { DomainsRule, NodesRule } from './rules';

/** A rule towards nodes or names that lacks its ports: not a rule yet. */
export interface FarWithoutPorts<R> {
  /** The ports that it matches, by number. @throws {InvalidInputError} for none, or the name of a port */
  on(...ports: Listed<Port> | Alone<EveryPort>): R;
}

/**
 * The nodes with these labels, by the addresses in their status, as where an egress rule of a
 * ClusterNetworkPolicy leads. In the experimental channel of the CRD only.
 *
 * @example
 * accept(toNodes({ 'node-role.kubernetes.io/control-plane': present() }).on(tcp(6443)))
 * // to: [{ nodes: { matchExpressions: [{ key: node-role.kubernetes.io/control-plane, operator: Exists }] } }]
 * @throws {InvalidInputError} for missing, empty or illegal labels
 */
export function toNodes<const Labels extends LabelConditions>(
  labels: keyof Labels extends never
    ? Problem<'toNodes({}) would be every node: name a label that they all have'>
    : Labels,
): FarWithoutPorts<NodesRule> {
  const nodes = selectorFrom('toNodes', labels);
  const where = calledFrom();
  return Object.freeze({
    on: (...given: Listed<Port | EveryPort>): NodesRule =>
      frozen({
        kind: 'nodes-rule',
        direction: 'egress',
        nodes,
        ports: portsByNumber('toNodes', given),
        ...where,
      }),
  });
}

/**
 * Domain names, as where an accepted egress rule of a ClusterNetworkPolicy leads. A leading `*.`
 * stands for one or more labels, otherwise than in Cilium. In the experimental channel only.
 *
 * @example
 * accept(toDomainNames('registry.example.com', '*.example.org').on(tcp(443)))
 * // to: [{ domainNames: [registry.example.com, "*.example.org"] }]
 * @throws {InvalidInputError} for no name, too many, or what is no domain name
 */
export function toDomainNames(...names: Listed<string>): FarWithoutPorts<DomainsRule> {
  const domainNames = [...new Set(itemsOf('toDomainNames', names).map(checkedDomain))];
  const { domainNamesPerPeer: most } = CLUSTER_POLICY_LIMITS;
  if (domainNames.length > most) {
    const message = `\`toDomainNames\` lists ${domainNames.length} names, and a peer may have ${most}`;
    decline({ code: 'constructs/illegal-cluster-policy', message, help: 'write several rules' });
  }
  const where = calledFrom();
  return Object.freeze({
    on: (...given: Listed<Port | EveryPort>): DomainsRule =>
      frozen({
        kind: 'domains-rule',
        direction: 'egress',
        domainNames,
        ports: portsByNumber('toDomainNames', given),
        ...where,
      }),
  });
}

const LABEL = '[a-z0-9]([-a-z0-9_]*[a-z0-9])?';
const DOMAIN = new RegExp(`^(\\*\\.)?(${LABEL}\\.)+${LABEL}$`);

function checkedDomain(name: unknown): string {
  const lower = typeof name === 'string' ? name.toLowerCase() : '';
  if (DOMAIN.test(lower)) return lower;
  return decline({
    code: 'constructs/illegal-domain-name',
    message: `\`toDomainNames\` got ${show(name)}, which is no domain name`,
    help: "write 'api.example.com', or '*.example.com' for everything below it",
  });
}

/** The rule of the CRD, in its words: implementations look names of ports up on pods only. */
function portsByNumber(call: string, given: Listed<unknown>): ReturnType<typeof checkedPorts> {
  const ports = checkedPorts(given);
  if (ports === 'all' || ports.every(({ port }) => typeof port !== 'string')) return ports;
  return decline({
    code: 'constructs/illegal-cluster-policy',
    message: `\`${call}\` got the name of a port: networks/nodes/domainNames peer cannot be set with namedPorts since there are no namedPorts for networks/nodes/domainNames`,
    help: 'write the number of the port',
  });
}
