import type { Pod } from './cluster';
import type { Controlled, Controllers } from './controllers';
import type { Runner } from './runners';

/** Who controls what runs a pod, or pods like it, and names an owner; as far as the input tells. */
export function parentOf(
  pod: Pod,
  owner: Controlled<Runner> | undefined,
  controllers: Controllers<Runner>,
): Controlled<Runner> | undefined {
  if (owner === undefined || owner.held !== undefined) return owner;
  return deploymentOf(pod, owner, controllers) ?? owner;
}

/** The Deployment of a pod whose ReplicaSet is not in the input: their names differ by the template hash. */
function deploymentOf(
  pod: Pod,
  { is, namespace, name }: Controlled<Runner>,
  controllers: Controllers<Runner>,
): Controlled<Runner> | undefined {
  if (is.kind !== 'ReplicaSet' || !controllers.has('apps/Deployment', namespace)) return undefined;
  const hash = pod.labels.get('pod-template-hash');
  if (hash === undefined || !name.endsWith(`-${hash}`)) return undefined;
  const deployment = controllers.find(
    'apps/Deployment',
    namespace,
    name.slice(0, -hash.length - 1),
  );
  return deployment?.held && deployment;
}
