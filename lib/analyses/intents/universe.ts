import { compareText, type Intent, type IntentEndpoint, matches } from '../../kernel';
import type { Cluster, Namespace } from '../../model';
import type { UniverseNote } from '../../results';
import { endsOfClaim, flowsOfClaim } from './claim-parts';

/** The levels of Pod Security that refuse host-network pods (kubernetes.io "Pod Security Standards"). */
const KEEPS_OUT: ReadonlySet<string> = new Set(['baseline', 'restricted']);

/** Which of the namespaces that intents name may get host-network pods, of which none speaks. */
export function universeOf(
  { namespaces }: Cluster,
  intents: readonly Intent[],
): readonly UniverseNote[] {
  const ends = intents.flatMap((intent) => [
    ...endsOfClaim(intent),
    ...flowsOfClaim(intent).flatMap(({ from, to }) => [...from, ...to]),
  ]);
  const named = [...new Set(ends.flatMap((end) => namespacesOf(end, namespaces)))].sort(
    compareText,
  );
  return named.map((namespace) => {
    const level = namespaces.get(namespace)?.labels.get('pod-security.kubernetes.io/enforce') ?? '';
    return { namespace, hostNetworkPods: KEEPS_OUT.has(level) ? 'kept-out' : 'possible' };
  });
}

/** The namespaces that an end may be in; of those that it names by labels, the ones of the input. */
function namespacesOf(end: IntentEndpoint, all: Cluster['namespaces']): readonly string[] {
  switch (end.kind) {
    case 'workload':
    case 'service':
      return [end.namespace];
    case 'pods': {
      const { namespaces } = end;
      if (namespaces.kind === 'named') return [namespaces.name];
      const isMeant = ({ labels }: Namespace) => matches(namespaces.selector, labels);
      return [...all.values()].filter(isMeant).map(({ name }) => name);
    }
    case 'any-pod':
    case 'anywhere':
      return [...all.keys()];
    default:
      return [];
  }
}
