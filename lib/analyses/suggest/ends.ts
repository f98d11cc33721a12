import {
  type AddressSet,
  addressesIn,
  coversAddresses,
  EVERYTHING,
  type IntentEndpoint,
  matches,
  type NamespaceScope,
  type Selector,
  selectsEverything,
  subtractAddresses,
} from '../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL } from '../../model';
import { conjoin, within, without } from './selectors';

/** Pods of one namespace. */
export interface Region {
  readonly namespace: string;
  readonly pods: Selector;
}

export const ANY_POD: IntentEndpoint = { kind: 'any-pod' };
export const ANYWHERE: IntentEndpoint = { kind: 'anywhere' };
export const EVERY_ADDRESS: IntentEndpoint = {
  kind: 'addresses',
  cidrs: ['0.0.0.0/0', '::/0'],
  except: [],
};

/** A region as an end of an intent. */
export function endOf({ namespace, pods }: Region): IntentEndpoint {
  return { kind: 'pods', namespaces: { kind: 'named', name: namespace }, pods };
}

interface PodsOfEnd {
  readonly namespaces: NamespaceScope;
  readonly pods: Selector;
}

const EVERY_POD: PodsOfEnd = {
  namespaces: { kind: 'selected', selector: EVERYTHING },
  pods: EVERYTHING,
};

/** The pods of an end; undefined for one that is only addresses, or names an object. */
function podsOf(end: IntentEndpoint): PodsOfEnd | undefined {
  if (end.kind === 'pods') return end;
  return end.kind === 'any-pod' || end.kind === 'anywhere' ? EVERY_POD : undefined;
}

/** Whether the pods of a namespace can belong to an end, as far as its labels are told. */
function isIn(cluster: Cluster, name: string, scope: NamespaceScope): boolean {
  if (scope.kind === 'named') return scope.name === name;
  const labels = cluster.namespaces.get(name)?.labels ?? new Map([[NAMESPACE_NAME_LABEL, name]]);
  return matches(scope.selector, labels);
}

/** The pods that are in both; undefined for none. */
export function intersect(
  cluster: Cluster,
  end: IntentEndpoint,
  region: Region,
): Region | undefined {
  const of = podsOf(end);
  if (of === undefined || !isIn(cluster, region.namespace, of.namespaces)) return undefined;
  const pods = conjoin(of.pods, region.pods);
  return pods && { namespace: region.namespace, pods };
}

/** What is left of an end without some regions, as ends that may overlap. */
export function minus(
  cluster: Cluster,
  end: IntentEndpoint,
  regions: readonly Region[],
): readonly IntentEndpoint[] {
  const of = podsOf(end);
  const addresses = end.kind === 'anywhere' ? [EVERY_ADDRESS] : [];
  if (of === undefined) return [end];
  const touched = [...new Set(regions.map(({ namespace }) => namespace))].filter((name) =>
    isIn(cluster, name, of.namespaces),
  );
  if (touched.length === 0) return [end];
  const inside = touched.flatMap((namespace) => {
    const own = regions.filter((region) => region.namespace === namespace);
    return without(
      of.pods,
      own.map(({ pods }) => pods),
    ).map((pods) => endOf({ namespace, pods }));
  });
  return [...addresses, ...outside(of, touched), ...inside];
}

/** The pods of an end in all other namespaces. */
function outside({ namespaces, pods }: PodsOfEnd, names: readonly string[]): IntentEndpoint[] {
  if (namespaces.kind === 'named') return [];
  const others: Selector = {
    requirements: [{ key: NAMESPACE_NAME_LABEL, operator: 'NotIn', values: names }],
  };
  const selector = conjoin(namespaces.selector, others);
  return selector === undefined
    ? []
    : [{ kind: 'pods', namespaces: { kind: 'selected', selector }, pods }];
}

/** Whether everything of `part` is surely in `whole`. */
export function covers(whole: IntentEndpoint, part: IntentEndpoint): boolean {
  if (whole.kind === 'anywhere') return true;
  if (whole.kind === 'addresses' && part.kind === 'addresses') {
    return coversAddresses(addressesOf(whole), addressesOf(part));
  }
  const [large, small] = [podsOf(whole), podsOf(part)];
  if (large === undefined || small === undefined || part.kind === 'anywhere') return false;
  return scopeCovers(large.namespaces, small.namespaces) && within(small.pods, large.pods);
}

function addressesOf({
  cidrs,
  except,
}: Extract<IntentEndpoint, { kind: 'addresses' }>): AddressSet {
  return subtractAddresses(addressesIn(...cidrs), addressesIn(...except));
}

function scopeCovers(whole: NamespaceScope, part: NamespaceScope): boolean {
  if (whole.kind === 'selected' && selectsEverything(whole.selector)) return true;
  if (whole.kind === 'named') return part.kind === 'named' && whole.name === part.name;
  return part.kind === 'selected' && within(part.selector, whole.selector);
}
