import { type AddressSet, once, type PortSet, type Requirement } from '../../kernel';
import { addressesAmong } from './address-atoms';
import type { PortName } from './flow-box';
import { atomsIn } from './port-atoms';
import type { Domains, Literal } from './solve';
import type { Vocabulary } from './vocabulary';

/** Which end of a flow. */
export type Side = 'from' | 'to';

/**
 * Every choice that describes one flow, as numbered variables: its port; of each end its labels, its
 * address, and the labels of its namespace where those are open; of the destination also which names
 * it gives to the port.
 */
export interface Space {
  readonly vocabulary: Vocabulary;
  /** Where nothing is chosen yet. */
  readonly start: Domains;
  readonly variables: Variables;
  port(ports: PortSet): Literal;
  address(side: Side, addresses: AddressSet): Literal;
  podLabel(side: Side, requirement: Requirement): Literal;
  namespaceLabel(side: Side, requirement: Requirement): Literal;
  /** The destination gives this name to the port of the flow. */
  portName(name: PortName): Literal;
  /** Names that init containers give count: one open question, answered alike wherever it is asked. */
  readonly sidecarNames: Literal;
}

/** The number of each variable. */
export interface Variables {
  readonly port: number;
  readonly address: Readonly<Record<Side, number>>;
  readonly podLabels: Readonly<Record<Side, ReadonlyMap<string, number>>>;
  readonly namespaceLabels: Readonly<Record<Side, ReadonlyMap<string, number>>>;
  readonly portNames: readonly { readonly name: PortName; readonly variable: number }[];
}

/**
 * The values of a label, as bits: it is absent (bit 0), has a value that nobody mentions (bit 1), or
 * one of those that are mentioned.
 */
export const ABSENT = 1n;
const BEFORE_MENTIONED = 2;

/** The bit of the mentioned value at this place of its list. */
export function mentionedBit(index: number): bigint {
  return 1n << BigInt(index + BEFORE_MENTIONED);
}

/** The second of the two values of a plain yes or no. */
export const TRUE = 2n;

/** Lays out the variables for what policies and questions mention. */
export function spaceOf(vocabulary: Vocabulary): Space {
  const start: bigint[] = [];
  const variable = (values: number): number => start.push((1n << BigInt(values)) - 1n) - 1;
  const perLabel = (labels: Vocabulary['podLabels']) =>
    new Map([...labels].map(([key, values]) => [key, variable(values.length + BEFORE_MENTIONED)]));
  const perSide = <T>(make: () => T): Readonly<Record<Side, T>> => ({ from: make(), to: make() });
  const variables: Variables = {
    port: variable(vocabulary.portAtoms.length),
    address: perSide(() => variable(vocabulary.addressAtoms.length)),
    podLabels: perSide(() => perLabel(vocabulary.podLabels)),
    namespaceLabels: perSide(() => perLabel(vocabulary.namespaceLabels)),
    portNames: vocabulary.portNames.map((name) => ({ name, variable: variable(2) })),
  };
  const sidecars = variable(2);
  const portMask = once((ports: PortSet) => atomsIn(vocabulary.portAtoms, ports));
  const addressMask = once((set: AddressSet) => addressesAmong(vocabulary.addressAtoms, set));
  const podMask = once((each: Requirement) => maskOf(each, vocabulary.podLabels));
  const namespaceMask = once((each: Requirement) => maskOf(each, vocabulary.namespaceLabels));
  return {
    vocabulary,
    start,
    variables,
    port: (ports) => ({ variable: variables.port, values: portMask(ports) }),
    address: (side, set) => ({ variable: variables.address[side], values: addressMask(set) }),
    podLabel: (side, each) => ({
      variable: variables.podLabels[side].get(each.key) ?? NOWHERE,
      values: podMask(each),
    }),
    namespaceLabel: (side, each) => ({
      variable: variables.namespaceLabels[side].get(each.key) ?? NOWHERE,
      values: namespaceMask(each),
    }),
    portName: ({ protocol, name }) => ({
      variable:
        variables.portNames.find(
          (each) => each.name.name === name && each.name.protocol === protocol,
        )?.variable ?? NOWHERE,
      values: TRUE,
    }),
    sidecarNames: { variable: sidecars, values: TRUE },
  };
}

/** No variable: what the vocabulary does not hold is never asked, and could not hold. */
const NOWHERE = -1;

/** The values of a label that meet a requirement (apimachinery `Requirement.Matches`). */
function maskOf({ key, operator, values }: Requirement, labels: Vocabulary['podLabels']): bigint {
  const mentioned = labels.get(key) ?? [];
  const all = (1n << BigInt(mentioned.length + BEFORE_MENTIONED)) - 1n;
  const listed = values
    .map((value) => mentioned.indexOf(value))
    .reduce((bits, index) => (index < 0 ? bits : bits | mentionedBit(index)), 0n);
  switch (operator) {
    case 'In':
      return listed;
    case 'NotIn':
      return all & ~listed;
    case 'Exists':
      return all & ~ABSENT;
    case 'DoesNotExist':
      return ABSENT;
  }
}
