import { ALL_PORTS, DIRECTIONS, type Direction } from '../../../kernel';
import type { Profile } from '../../../platform';
import type { Bound } from '../ports/port-specs';
import { NONE, type PortValues } from '../ports/port-values';
import type { Slots } from '../ports/slots';
import type { Bounds } from '../rules/bounds';

/** What passes between a pod and a host-network pod of its own node whatever the rules say. */
export type OwnNode = Readonly<Record<Bound, Readonly<Record<Direction, number>>>>;

/**
 * Where a host-network pod is its node, policies cannot stop what passes between it and the pods
 * that run there; whether they can stop the way out is one of the open questions.
 */
export function ownNode(profile: Profile, slots: Slots, values: PortValues): OwnNode {
  const isPod = profile.assume['host-network-is-peer'];
  const policed = profile.assume['egress-to-own-node-is-policed'];
  const certain = isPod === true ? NONE : values.of(ALL_PORTS, slots.unseen);
  const possible = values.eitherWay(certain);
  return {
    certain: { ingress: certain, egress: policed === false ? certain : NONE },
    possible: { ingress: possible, egress: policed === true ? NONE : possible },
  };
}

/** Whether some exemption can open a gate of a class: it has rules, and they are not all there is. */
export function exemptClasses({ certain, possible }: Bounds, own: OwnNode) {
  const ways = DIRECTIONS.filter((direction) => own.possible[direction] !== NONE);
  return (place: number): boolean =>
    ways.some((direction) =>
      [certain, possible].some((bound) => (bound[direction].profileOf[place] ?? -1) >= 0),
    );
}
