import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { addressesIn, intersectAddresses, noAddresses } from '../../kernel/address-set';
import { groupBy } from '../../kernel/group-by';
import { once } from '../../kernel/once';
import { parseSelector, type Selector } from '../../kernel/selector';
import type { CodeLine } from '../../kernel/source';
import { METADATA_CIDRS } from '../../platform';
import { COMPOSITE_CODES } from '../composite-refusals';
import type { NamespacePeer, PodsInNamespace, PodsInNamespaces } from '../dsl';
import { NAMESPACE_NAME_LABEL, namespaceSelectorOf } from '../dsl/namespaces';
import { podSelectorOf } from '../dsl/pods';
import { type Look, objectAtSynth } from '../objections';
import { type MetadataException, metadataExceptions } from '../outside/metadata-exceptions';
import { mayBothMatch } from '../unevaluated/both-match';
import { implies } from './implies';

/** Pods that a guard leaves to NetworkPolicies. */
export type SparedPods = PodsInNamespace | PodsInNamespaces;

/** Whom a guard denies metadata, and whom of these it leaves alone. */
export interface Guarded {
  readonly namespaces: NamespacePeer;
  readonly except: readonly SparedPods[];
}

/**
 * Objects at synth to identities of workloads that a guard takes away: what an `AllowWorkloadIdentity`
 * opens, a deny before it closes, and nothing that is evaluated would tell. An identity counts as cut
 * unless its pods are surely left alone: labels of namespaces that this app does not emit are not known.
 */
export function objectToCutIdentities(
  guard: Construct,
  guarded: Guarded,
  line: CodeLine | undefined,
): void {
  objectAtSynth(guard, (look) =>
    metadataExceptions(guard)
      .filter(servesMetadata)
      .filter((identity) => isCut(look, guarded, identity))
      .map(({ words }) => ({
        code: 'constructs/cuts-identity',
        severity: 'error',
        message: `\`${guard.node.path}\` denies what the app opens: ${words}`,
        ...(line !== undefined && { source: line }),
        ...COMPOSITE_CODES['constructs/cuts-identity'],
      })),
  );
}

/** A provider of an author's own may stand at an address that no guard denies. */
function servesMetadata({ cidrs }: MetadataException): boolean {
  return !noAddresses(intersectAddresses(addressesIn(...cidrs), addressesIn(...METADATA_CIDRS)));
}

function isCut(
  look: Look,
  { namespaces, except }: Guarded,
  { namespace, select }: MetadataException,
): boolean {
  const home = knownOf(look, namespace);
  const denied = parseSelector(namespaceSelectorOf(namespaces));
  if (!mayBothMatch(home, denied)) return false;
  // Where the guard does not hold in this namespace, nothing there is cut: so here it does.
  const asDenied: Selector = { requirements: [...home.requirements, ...denied.requirements] };
  const pods = parseSelector(podSelectorOf(select));
  return !except.some(
    ({ place, selector }) =>
      implies(asDenied, parseSelector(namespaceSelectorOf(place))) &&
      implies(pods, parseSelector(selector)),
  );
}

/** The labels of a namespace, as far as this app knows them: its name, and those that it emits. */
function knownOf(look: Look, name: string): Selector {
  const labels = (emittedNamespaces(look).get(name) ?? [])
    .map(({ metadata }): unknown => metadata.toJson()?.labels ?? {})
    .flatMap((all) => Object.entries(all ?? {}));
  return parseSelector({
    matchLabels: { ...Object.fromEntries(labels), [NAMESPACE_NAME_LABEL]: name },
  });
}

const emittedNamespaces = once(({ root }: Look) =>
  groupBy(
    root.node
      .findAll()
      .filter((each) => ApiObject.isApiObject(each))
      .filter(({ kind }) => kind === 'Namespace'),
    ({ metadata }) => metadata.name,
  ),
);
