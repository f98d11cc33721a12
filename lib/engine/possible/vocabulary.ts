import {
  type AddressSet,
  compareText,
  groupBy,
  type Protocol,
  type Requirement,
  type Selector,
} from '../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL } from '../../model';
import type { Profile } from '../../platform';
import { addressAtoms } from './address-atoms';
import type { FlowBox } from './flow-box';
import { type PortAtom, portAtoms } from './port-atoms';

/**
 * What policies and questions can tell apart, and so all that is worth choosing for a pod that does
 * not exist yet. Of a label they see only whether it is absent, has one of the values somebody
 * mentions, or has another; there always is another legal value. The same for addresses and ports:
 * what no block, range or name tells apart is one choice.
 */
export interface Vocabulary {
  /** Values of each pod label that some selector mentions, sorted. */
  readonly podLabels: ReadonlyMap<string, readonly string[]>;
  /** The same for labels of namespaces, without the one that carries their name. */
  readonly namespaceLabels: ReadonlyMap<string, readonly string[]>;
  /** Names of namespaces that some selector asks for, sorted. */
  readonly namespaceNames: readonly string[];
  readonly portNames: readonly { readonly protocol: Protocol; readonly name: string }[];
  readonly portAtoms: readonly PortAtom[];
  readonly addressAtoms: readonly AddressSet[];
}

/** Collects what the policies of a cluster and the boxes of all questions mention. */
export function vocabularyOf(
  cluster: Cluster,
  profile: Profile,
  boxes: readonly FlowBox[],
): Vocabulary {
  const { policies } = cluster;
  const ends = boxes.flatMap(({ from, to }) => [from, to]);
  const rules = policies.flatMap((policy) => [...policy.rules.ingress, ...policy.rules.egress]);
  const peers = rules.flatMap((rule) =>
    rule.peers.flatMap((peer) => (peer.kind === 'pods' ? [peer] : [])),
  );
  const podBoxes = ends.flatMap((end) => (end.kind === 'pods' ? [end] : []));
  const podSelectors = [
    ...policies.map(({ subject }) => subject),
    ...[...peers, ...podBoxes].flatMap(({ pods }) => pods ?? []),
  ];
  const namespaceSelectors = [...peers, ...podBoxes].flatMap(({ namespaces }) => namespaces ?? []);
  const namespaceLabels = new Map(valuesByKey(namespaceSelectors));
  const namespaceNames = namespaceLabels.get(NAMESPACE_NAME_LABEL) ?? [];
  namespaceLabels.delete(NAMESPACE_NAME_LABEL);
  const named = [
    ...rules.flatMap(({ ports }) => ports.flatMap((port) => (port.kind === 'named' ? [port] : []))),
    ...boxes.flatMap(({ ports }) => ports.names),
  ];
  return {
    podLabels: valuesByKey(podSelectors),
    namespaceLabels,
    namespaceNames,
    portNames: uniqueNames(named),
    portAtoms: portAtoms(cluster, boxes, named),
    addressAtoms: addressAtoms(cluster, profile, ends),
  };
}

function valuesByKey(selectors: readonly Selector[]): ReadonlyMap<string, readonly string[]> {
  const requirements = selectors.flatMap((selector) => selector.requirements);
  const byKey = groupBy(requirements, ({ key }) => key);
  return new Map([...byKey].map(([key, all]): [string, readonly string[]] => [key, valuesIn(all)]));
}

function valuesIn(requirements: readonly Requirement[]): readonly string[] {
  return [...new Set(requirements.flatMap(({ values }) => values))].sort(compareText);
}

function uniqueNames<T extends { readonly protocol: Protocol; readonly name: string }>(
  names: readonly T[],
): Vocabulary['portNames'] {
  const unique = new Map(
    names.map(({ protocol, name }) => [`${protocol}/${name}`, { protocol, name }]),
  );
  return [...unique].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each);
}
