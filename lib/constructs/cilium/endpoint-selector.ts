import type { LabelSelectorSpec } from '../../kernel/network-policy';
import { CILIUM_LABELS } from '../../platform';
import type { NamespacePeer, Subject } from '../dsl';
import { podSelectorOf } from '../dsl/pods';

/** The endpoints of Cilium that a subject means: the agent adds the namespace of the policy. */
export function subjectSelector(subject: Subject): LabelSelectorSpec {
  return prefixed(podSelectorOf(subject), CILIUM_LABELS.prefix);
}

/**
 * The endpoints with these pod labels in these namespaces. The namespace is always said: a selector
 * without one means the policy's own, and an empty one would read as everyone.
 */
export function endpointSelector(pods: LabelSelectorSpec, place: NamespacePeer): LabelSelectorSpec {
  const labels = prefixed(pods, CILIUM_LABELS.prefix);
  switch (place.kind) {
    case 'namespace':
      return merged(labels, { matchLabels: { [CILIUM_LABELS.namespace]: place.name } });
    case 'namespaces':
      return merged(
        merged(labels, prefixed(place.selector, CILIUM_LABELS.namespaceLabels)),
        ANY_NAMESPACE,
      );
    case 'all-namespaces':
      return merged(labels, ANY_NAMESPACE);
  }
}

const ANY_NAMESPACE: LabelSelectorSpec = {
  matchExpressions: [{ key: CILIUM_LABELS.namespace, operator: 'Exists' }],
};

function prefixed(
  { matchLabels, matchExpressions }: LabelSelectorSpec,
  prefix: string,
): LabelSelectorSpec {
  return {
    ...(matchLabels !== undefined && {
      matchLabels: Object.fromEntries(
        Object.entries(matchLabels).map(([key, value]) => [`${prefix}${key}`, value]),
      ),
    }),
    ...(matchExpressions !== undefined && {
      matchExpressions: matchExpressions.map((each) => ({ ...each, key: `${prefix}${each.key}` })),
    }),
  };
}

/** Both selectors at once. Their keys differ: each has a prefix of its own. */
function merged(a: LabelSelectorSpec, b: LabelSelectorSpec): LabelSelectorSpec {
  const labels = { ...a.matchLabels, ...b.matchLabels };
  const tests = [...(a.matchExpressions ?? []), ...(b.matchExpressions ?? [])];
  return {
    ...(Object.keys(labels).length > 0 && { matchLabels: labels }),
    ...(tests.length > 0 && { matchExpressions: tests }),
  };
}
