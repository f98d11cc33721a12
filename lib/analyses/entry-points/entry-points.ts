import { byText } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { EntryPointResult } from '../../results';
import { backendFinder } from '../shared/service-backends';
import { type PodEnd, podEnds } from '../shared/workload-endpoints';
import type { Context } from './context';
import { controllerFinder } from './controllers';
import { exposedEntryPoint, exposureOf } from './exposed';
import { type EvaluatorOf, judgeOf } from './judge';
import { routedEntryPoint } from './routed';

/** What is known about entry points beside the input. */
export interface EntryPointsQuery {
  /** Pods that forward what Ingresses and routes let in. @default - recognised by class and labels */
  readonly controllers?: readonly PodEnd[];
  /** @default - the engine */
  readonly evaluatorOf?: EvaluatorOf;
}

/**
 * Where the outside comes in, to which pods and ports, and whether policies let it: from the pods
 * of the controller for Ingresses and routes, from clients or nodes for Services that are open
 * themselves. Sorted by name and kind.
 */
export function entryPoints(
  cluster: Cluster,
  profile: Profile,
  query: EntryPointsQuery = {},
): readonly EntryPointResult[] {
  const open = cluster.services.flatMap((service) => {
    const kind = exposureOf(service);
    return kind === undefined ? [] : [{ service, kind }];
  });
  // Finding controllers and backends means looking at every pod.
  if (cluster.entryPoints.length + open.length === 0) return [];
  const context: Context = {
    cluster,
    profile,
    judge: judgeOf(cluster, profile, query.evaluatorOf),
    services: new Map(cluster.services.map((each) => [`${each.namespace}/${each.name}`, each])),
    find: backendFinder(cluster),
    controllerOf: controllerFinder(podEnds(cluster, 'workload'), query.controllers ?? []),
  };
  const routed = cluster.entryPoints.map((entry) => routedEntryPoint(context, entry));
  const exposed = open.map(({ service, kind }) => exposedEntryPoint(context, service, kind));
  return [...routed, ...exposed].sort(byText(({ id, kind }) => `${id} ${kind}`));
}
