import type { Intent, IntentEndpoint } from '../../kernel';
import type { Cluster } from '../../model';
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
  const named = [...new Set(ends.flatMap((end) => namespaceOf(end) ?? []))].sort();
  return named.map((namespace) => {
    const level = namespaces.get(namespace)?.labels.get('pod-security.kubernetes.io/enforce') ?? '';
    return { namespace, hostNetworkPods: KEEPS_OUT.has(level) ? 'kept-out' : 'possible' };
  });
}

function namespaceOf(end: IntentEndpoint): string | undefined {
  switch (end.kind) {
    case 'workload':
    case 'service':
      return end.namespace;
    case 'pods':
      return end.namespaces.kind === 'named' ? end.namespaces.name : undefined;
    default:
      return undefined;
  }
}
