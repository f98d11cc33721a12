import { EVERYTHING, formatSelector, matches, parseSelector, type Selector } from '../kernel';
import type { EndMeaning } from './end';
import type { Net } from './net';

/** Which pods are meant, also of those that do not exist yet. */
export interface Chosen {
  /** As failure messages call it. */
  readonly name: string;
  /** @default - every namespace */
  readonly namespace?: string | undefined;
  readonly selector: Selector;
}

/** All pods with some labels, those that are known and those that may come to exist. */
export function podsWith({ name, namespace, selector }: Chosen, net: Net): EndMeaning {
  const known = net.directory.workloads.filter(
    ({ pods: [pod] }) =>
      (namespace === undefined || pod.namespace === namespace) && matches(selector, pod.labels),
  );
  return {
    name,
    net,
    known,
    endpoint: {
      kind: 'pods',
      namespaces:
        namespace === undefined
          ? { kind: 'selected', selector: EVERYTHING }
          : { kind: 'named', name: namespace },
      pods: selector,
    },
    speaksOf: 'possible',
    ports: [],
  };
}

/** Pods by labels, as `net.pods({ app: 'web' }, 'shop')` chooses them. */
export function chosenPods(
  labels: { readonly [key: string]: string },
  namespace: string | undefined,
): Chosen {
  const selector = parseSelector({ matchLabels: labels });
  const who = selector.requirements.length === 0 ? 'pods' : `pods ${formatSelector(selector)}`;
  const where = namespace === undefined ? 'any namespace' : `namespace ${namespace}`;
  return { name: `${who} in ${where}`, namespace, selector };
}
