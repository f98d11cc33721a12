import type { Construct } from 'constructs';
import type { DefaultDenyNamespace } from '../default-deny-namespace';
import { allPods, type EgressRule, namespace, type Peer, sameNamespace } from '../dsl';
import { ruleOf } from '../dsl/rule';
import { openOtherEnds, type PortChoice, ruleFor, writeOpening } from '../openings';
import { nearest, type Place } from '../places';
import { farName } from '../tier';

/** What every namespace of a tenant lets through. */
interface Membership {
  readonly on: PortChoice;
  readonly shared: readonly EgressRule[];
}

/** Opens one namespace of a tenant to all of them, and to what is shared, at both ends. */
export function openMember(
  tenant: Construct,
  home: DefaultDenyNamespace,
  homes: readonly string[],
  { on, shared }: Membership,
): void {
  const { namespaceName: name, directions } = home;
  const near: Place = { namespace: name, select: allPods(), slug: tenant.node.id };
  const others = homes.filter((each) => each !== name);
  const members: readonly Peer[] = [sameNamespace(), ...others.map((each) => namespace(each))];
  writeOpening(home, name, {
    name: near.slug,
    select: near.select,
    directions,
    rules: [
      ruleFor('ingress', members, on),
      ruleFor('egress', members, on),
      ...shared.map((rule) => seenFrom(name, rule)),
    ],
    by: tenant,
  });
  for (const rule of shared) {
    openOtherEnds(tenant, near, rule, (far) => farName(far, 'egress', near));
  }
}

/** The same rule, written as short as it can be there. */
function seenFrom(home: string, rule: EgressRule): EgressRule {
  if (rule.peers === 'any') return rule;
  return ruleOf({ ...rule, peers: rule.peers.map((peer) => nearest(peer, home)) });
}
