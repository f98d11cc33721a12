import { holds, once, type Requirement, type Selector } from '../../../kernel';
import type { Namespace } from '../../../model';
import type { Examined } from '../check';

/** Whether a selector matches a namespace; `unknown` where its labels are not in the input. */
export type NamespaceMatch = 'yes' | 'no' | 'unknown';

/** Whether a selector matches a namespace of the cluster. */
export function matchesNamespace(
  examined: Examined,
  selector: Selector,
  namespace: Namespace,
): NamespaceMatch {
  const answers = selector.requirements.map((each) => holdsFor(examined, each, namespace));
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function holdsFor(
  { profile }: Examined,
  requirement: Requirement,
  namespace: Namespace,
): NamespaceMatch {
  const isTold =
    namespace.declared ||
    namespace.labels.has(requirement.key) ||
    profile.assume['undeclared-namespace-labels'] === 'absent';
  if (!isTold) return 'unknown';
  return holds(requirement, namespace.labels) ? 'yes' : 'no';
}

/** The namespaces of the cluster that a selector matches, and those that it may match. */
export interface SelectedNamespaces {
  readonly certain: readonly Namespace[];
  readonly possible: readonly Namespace[];
}

const answersOf = once((_: Examined) => new Map<string, SelectedNamespaces>());

/** The namespaces of the cluster that a selector matches for certain, and those that it may match. */
export function selectedNamespaces(examined: Examined, selector: Selector): SelectedNamespaces {
  const answers = answersOf(examined);
  const key = JSON.stringify(selector.requirements);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const all = [...examined.cluster.namespaces.values()];
  const judged = all.map((namespace) => ({
    namespace,
    match: matchesNamespace(examined, selector, namespace),
  }));
  const those = (wanted: readonly NamespaceMatch[]) =>
    judged.filter(({ match }) => wanted.includes(match)).map(({ namespace }) => namespace);
  const answer = { certain: those(['yes']), possible: those(['yes', 'unknown']) };
  answers.set(key, answer);
  return answer;
}
