import { parseAddress } from '../../kernel/cidr';
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
import { refuseAny } from '../dsl/refuse';
import { portNames } from './port-names';
import { justified, type NameSelector, type NamesRule } from './rules';

/** A rule towards names that lacks its ports: not a rule yet. */
export interface NamesWithoutPorts {
  /** The ports that it opens, by number. @throws {InvalidInputError} for none, or the name of a port */
  on(...ports: Listed<Port> | Alone<EveryPort>): NamesRule;
}

/** A name that is not every name. */
export type DnsName<Given extends string> = Given extends '*' | '**' | '**.*' | '*.*'
  ? Problem<'every name is the whole internet: list the names'>
  : Given;

/**
 * Where an egress rule of Cilium lets traffic go to: the addresses that DNS answered for these
 * names, as the pods asked for them. `*` stands for any characters but a dot, so that
 * `*.example.com` is neither `example.com` nor `a.b.example.com`; a leading `**.` stands for several
 * labels.
 *
 * Source: docs.cilium.io, "Layer 3 Policies", "DNS based".
 *
 * @example
 * toNames('api.stripe.com', '*.example.com').on(tcp(443))
 * // - toFQDNs: [{ matchName: api.stripe.com }, { matchPattern: "*.example.com" }]
 * //   toPorts: [{ ports: [{ port: "443", protocol: TCP }] }]
 * @throws {InvalidInputError} for every name, one of the cluster, an address, or what is no name
 */
export function toNames<const Name extends string>(
  ...names: Listed<DnsName<Name>>
): NamesWithoutPorts {
  const selectors = itemsOf<unknown>('toNames', names).map(nameSelector);
  const where = calledFrom();
  return Object.freeze({
    on: (...given: Listed<Port | EveryPort>): NamesRule => {
      const ports = checkedPorts(given);
      refuseAny(portNames('toNames', 'names', ports));
      return justified<Omit<NamesRule, 'because'>>({
        kind: 'names-rule',
        direction: 'egress',
        names: selectors,
        ports,
        ...where,
      });
    },
  });
}

const LABEL = '[a-z0-9_*]([-a-z0-9_*]*[a-z0-9_*])?';
const NAME = new RegExp(`^(\\*\\*\\.)?${LABEL}(\\.${LABEL})+$`);

function nameSelector(given: unknown): NameSelector {
  const name = typeof given === 'string' ? given.toLowerCase() : given;
  const problem = problemOf(name);
  if (typeof name === 'string' && problem === undefined) {
    return name.includes('*') ? { matchPattern: name } : { matchName: name };
  }
  const [message, help] = problem ?? ['is no name', 'write a name'];
  return decline({
    code: 'constructs/illegal-domain-name',
    message: `\`toNames\` got ${show(given)}, which ${message}`,
    help,
  });
}

/** What is wrong with a name, and what to do about it. */
function problemOf(name: unknown): readonly [string, string] | undefined {
  if (typeof name !== 'string') return ['is no name', "write 'api.example.com'"];
  if (/^[*.]+$/.test(name)) {
    return ['is every name, and so the whole internet', 'list the names that the pods need'];
  }
  if (parseAddress(name) !== undefined || name.includes('/')) {
    return ['is no name', 'write a host without scheme or path; addresses go to ipBlock(...)'];
  }
  if (/(^|\.)svc(\.|$)|\.cluster\.local$/.test(name)) {
    return [
      'is a Service of the cluster: Cilium never compares it with names',
      'name its pods: to(pods(...)).on(...)',
    ];
  }
  if (!NAME.test(name)) {
    return ['is no name that DNS knows in full', "write all labels, as in 'api.example.com'"];
  }
  if (/^[*.]+\.[^.*]+$/.test(name)) {
    return ['is every name of a top-level domain', 'name the domain, as in *.example.com'];
  }
  return undefined;
}
