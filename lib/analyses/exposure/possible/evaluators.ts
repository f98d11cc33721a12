import { compile, type Evaluator } from '../../../engine';
import { compareText } from '../../../kernel';
import type { Cluster, Namespace } from '../../../model';
import type { Context } from '../context';
import type { Stranger } from './strangers';

/**
 * What judges flows of strangers, each in a cluster that has the namespace it needs. One that policies
 * name may come to exist with these labels or with those, and only ever with either.
 */
export function evaluatorsWith(
  { profile }: Context,
  cluster: Cluster,
  added: readonly Namespace[],
): (stranger: Stranger) => Evaluator {
  const withThese = (more: readonly Namespace[]) => [
    ...cluster.namespaces,
    ...more.map((each) => [each.name, each] as const),
  ];
  const namespaces = new Map(withThese(added));
  const together = compile({ ...cluster, namespaces }, profile);
  const alone = new Map<string, Evaluator>();
  return ({ namespace }) => {
    const there = namespace && namespaces.get(namespace.name);
    if (namespace === undefined || there === undefined) return together;
    const form = formOf(namespace);
    if (form === formOf(there)) return together;
    const own = new Map(withThese([...added, namespace]));
    const known = alone.get(form) ?? compile({ ...cluster, namespaces: own }, profile);
    alone.set(form, known);
    return known;
  };
}

function formOf({ name, labels }: Namespace): string {
  return JSON.stringify([name, ...[...labels].sort(([a], [b]) => compareText(a, b))]);
}
