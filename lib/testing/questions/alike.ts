import { mentionedBy } from '../../engine';
import type { IntentEndpoint, Labels, Selector, StatedFlow } from '../../kernel';
import { type EndMeaning, podsAmong } from '../end';
import { statedFlow } from './claim';
import type { FlowQuestion } from './question';

/**
 * The same flow, also for pods that may come to exist and that no policy tells from those meant: a
 * policy for `app=api` lets in any pod with that label, whatever else the template of `shop/api`
 * carries. Only what policies mention counts; a workload of which they mention nothing has nobody
 * like it.
 */
export function alsoAlike({ from, to, ports }: FlowQuestion): StatedFlow {
  const flow = statedFlow(from, to, ports);
  return { ...flow, from: [...flow.from, ...alikeTo(from)], to: [...flow.to, ...alikeTo(to)] };
}

function alikeTo({ endpoint, known, net }: EndMeaning): readonly IntentEndpoint[] {
  if (endpoint?.kind !== 'workload') return [];
  const { labelKeys } = mentionedBy(net.cluster);
  return podsAmong(known).flatMap(({ pods: [pod] }): IntentEndpoint[] => {
    const selector = selectorOf(pod.labels, labelKeys);
    if (selector.requirements.length === 0) return [];
    const namespaces = { kind: 'named', name: pod.namespace } as const;
    return [{ kind: 'pods', namespaces, pods: selector }];
  });
}

function selectorOf(labels: Labels, mentioned: ReadonlySet<string>): Selector {
  const told = [...labels].filter(([key]) => mentioned.has(key));
  return {
    requirements: told.map(([key, value]) => ({ key, operator: 'In', values: [value] })),
  };
}
