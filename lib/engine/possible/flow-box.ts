import {
  type AddressSet,
  ALL_PORTS,
  DEFAULT_PROTOCOL,
  NO_PORTS,
  type PortSet,
  type PortSpec,
  type Protocol,
  portRange,
  type Selector,
  unionPorts,
} from '../../kernel';
import type { Pod } from '../../model';

/** A set of ends, as a question or an exception names them. */
export type EndBox =
  /** Pods with certain labels in namespaces with certain labels; a name is the label that carries it. */
  | {
      readonly kind: 'pods';
      readonly namespaces: Selector;
      readonly pods: Selector;
      /** The known pods that it holds, whatever their labels. @default - all that are selected */
      readonly known?: readonly Pod[];
    }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet };

/** A name that containers give to a port. */
export interface PortName {
  readonly protocol: Protocol;
  readonly name: string;
}

/** Ports by number, and those that a destination gives one of these names. */
export interface FlowPorts {
  readonly numbers: PortSet;
  readonly names: readonly PortName[];
}

/** Every flow from one of a set of ends to one of another on certain ports. */
export interface FlowBox {
  readonly from: EndBox;
  readonly to: EndBox;
  readonly ports: FlowPorts;
}

/** Every port of every protocol. */
export const EVERY_PORT: FlowPorts = { numbers: ALL_PORTS, names: [] };

/** The ports that entries of a manifest name; without entries every port. */
export function flowPorts(specs: readonly PortSpec[] | undefined): FlowPorts {
  if (specs === undefined) return EVERY_PORT;
  const numbers = specs.map(numbersIn).reduce(unionPorts, NO_PORTS);
  const names = specs.flatMap(({ protocol = DEFAULT_PROTOCOL, port }): readonly PortName[] =>
    typeof port === 'string' ? [{ protocol, name: port }] : [],
  );
  return { numbers, names };
}

function numbersIn({ protocol = DEFAULT_PROTOCOL, port, endPort }: PortSpec): PortSet {
  if (typeof port === 'string') return NO_PORTS;
  return port === undefined ? portRange(protocol, 1, 65_535) : portRange(protocol, port, endPort);
}
