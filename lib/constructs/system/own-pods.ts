import type { Construct } from 'constructs';
import { decline } from '../composite-refusals';
import { allPods, type Port } from '../dsl';
import { checkedPorts } from '../dsl/from-to';
import type { MayIsolate } from '../may-open';
import { type OwnPods, ownEnd } from '../own-end';
import type { Place } from '../places';

/** What every construct of this folder says about its own pods. */
export interface ForPods extends MayIsolate {
  /** The pods that are opened. @default - every pod of the namespace */
  readonly for?: OwnPods;
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods where nothing has: what is opened here is then all they have. @default - refused there */
  readonly isolates?: true;
}

/** The props of `ForPods`, for `checkProps`. */
export const FOR_PODS = ['for', 'namespace', 'isolates'] as const;

/**
 * The pods that a construct opens, called `slug` in the names of policies.
 *
 * @throws {InvalidInputError} for what is no subject, or pods of another namespace
 */
export function ownPlace(
  scope: Construct,
  construct: string,
  slug: string,
  { for: select = allPods(), ...props }: ForPods,
  prop = 'for',
): Place {
  return ownEnd(scope, { construct, prop, id: slug }, select, props);
}

/** Ports as a prop of these constructs: never every one of them. */
export type SomePorts = Port | readonly Port[];

/**
 * The ports of the prop `on`, as a list.
 *
 * @throws {InvalidInputError} for no port, what is no port, and every port
 */
export function listOfPorts(what: string, on: SomePorts): readonly Port[] {
  const ports = isSinglePort(on) ? [on] : on;
  if (checkedPorts(ports, `${what}.on`) !== 'all') return ports;
  const message = `\`on\` of \`${what}\` is allPorts()`;
  return decline({ code: 'constructs/every-port', message });
}

function isSinglePort(ports: SomePorts): ports is Port {
  return !Array.isArray(ports);
}

/**
 * Whether pods that are selected so surely listen on these ports: a name is one of some pods only,
 * so that nothing can be promised of it for every pod of a namespace.
 */
export function surelyListen({ select }: Place, ports: readonly Port[]): boolean {
  return select.kind === 'pods' || ports.every(({ spec }) => typeof spec.port === 'number');
}
