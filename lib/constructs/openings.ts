import type { Construct } from 'constructs';
import type { Direction } from '../kernel/direction';
import { recordOpenedFor } from './because';
import {
  type Anywhere,
  anywhere,
  type EgressRule,
  type Everyone,
  type EveryPort,
  everyone,
  type IngressRule,
  type Listed,
  type Peer,
  type Port,
  type Rule,
  type Subject,
} from './dsl';
import { ruleWithoutPorts } from './dsl/from-to';
import { ruleOf } from './dsl/rule';
import { onceIsolated } from './isolation';
import { NetworkPolicy, type NetworkPolicyProps } from './network-policy';
import { type Place, peerAt, placeOf } from './places';

/** Ports as a prop: one, several, or every one of them said out loud. */
export type PortChoice = Port | EveryPort | Listed<Port> | readonly [EveryPort];

/** The ends of a rule: alternatives, or `any`, which is everyone or anywhere. */
export type Ends = 'any' | readonly (Peer | Everyone | Anywhere)[];

/** The direction of the other end of a connection. */
export const OPPOSITE: Readonly<Record<Direction, Direction>> = {
  ingress: 'egress',
  egress: 'ingress',
};

/** No condition on the other end, in each direction. */
const OPEN: Readonly<Record<Direction, Everyone | Anywhere>> = {
  ingress: everyone(),
  egress: anywhere(),
};

/** The ports of a prop as `on` takes them. */
export function portsIn(ports: PortChoice): Listed<Port> | readonly [EveryPort] {
  if (!isSingle(ports)) return ports;
  // JavaScript may give nothing at all: `on` refuses it by name.
  return ports?.kind === 'all-ports' ? [ports] : [ports];
}

function isSingle(ports: PortChoice): ports is Port | EveryPort {
  return !Array.isArray(ports);
}

/**
 * One rule, whichever direction it is.
 *
 * @throws {InvalidInputError} for no peer or no port, and what else `from`, `to` and `on` refuse
 */
export function ruleFor(direction: Direction, ends: Ends, ports: PortChoice): Rule<Direction> {
  const list = ends === 'any' ? [OPEN[direction]] : ends;
  return ruleWithoutPorts(direction, [list]).on(...portsIn(ports));
}

/** A policy that lets something through. */
export interface Opening {
  readonly name: string;
  readonly select: Subject;
  /** The directions it may write; rules of any other are left out. */
  readonly directions: readonly Direction[];
  readonly rules: readonly Rule<Direction>[];
  /** The construct that asked for it: its reason is that of the rules. @default - the one it stands in */
  readonly by?: Construct;
}

const isIngress = (rule: Rule<Direction>): rule is IngressRule => rule.direction === 'ingress';
const isEgress = (rule: Rule<Direction>): rule is EgressRule => rule.direction === 'egress';

function propsOf({ select, directions, rules }: Opening): NetworkPolicyProps | undefined {
  const ingress = directions.includes('ingress') ? { ingress: rules.filter(isIngress) } : undefined;
  const egress = directions.includes('egress') ? { egress: rules.filter(isEgress) } : undefined;
  if (ingress !== undefined) return { select, ...ingress, ...egress };
  return egress === undefined ? undefined : { select, ...egress };
}

/** Writes the policy of an opening into `home`; nothing where no direction needs one. */
export function writeOpening(home: Construct, namespace: string, opening: Opening): void {
  const props = propsOf(opening);
  if (props === undefined) return;
  const policy = new NetworkPolicy(home, unusedId(home, opening.name), { ...props, namespace });
  if (opening.by !== undefined && opening.by !== home) recordOpenedFor(policy, opening.by);
}

/** The id, or the next one like it that `home` has no child of: two openings are two policies. */
export function unusedId(home: Construct, id: string): string {
  let found = id;
  for (let count = 2; home.node.tryFindChild(found) !== undefined; count += 1) {
    found = `${id}-${count}`;
  }
  return found;
}

/**
 * Opens the other ends of a rule at `near`: at every peer that is one place, as soon as this app
 * isolates it there. The rules keep the line and the reason of the one they answer.
 */
export function openOtherEnds(
  scope: Construct,
  near: Place,
  rule: Rule<Direction>,
  nameFor: (far: Place) => string,
): void {
  if (rule.peers === 'any') return;
  for (const far of rule.peers.flatMap((peer) => placeOf(peer, near.namespace) ?? [])) {
    const opposite = OPPOSITE[rule.direction];
    onceIsolated(scope, far.namespace, opposite, (home) => {
      writeOpening(home, far.namespace, {
        name: nameFor(far),
        select: far.select,
        directions: [opposite],
        rules: [mirrored(rule, peerAt(near, far.namespace))],
        by: scope,
      });
    });
  }
}

/** The same flow as a rule of the other end. */
function mirrored(rule: Rule<Direction>, near: Peer): Rule<Direction> {
  const { ports, typescript, reason } = rule;
  return ruleOf({
    direction: OPPOSITE[rule.direction],
    peers: [near],
    ports,
    ...(typescript !== undefined && { typescript }),
    ...(reason !== undefined && { reason }),
  });
}
