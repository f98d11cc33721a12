import type { Diagnostic } from '../kernel';
import { alikePod } from '../manifests';
import type { Pod } from './cluster';
import { Controlled, type Controllers } from './controllers';
import { ownerReader } from './owners';
import type { Placed } from './placed';
import { alikePlainPod, PodParts, plainPod } from './plain-pod';
import { isFinished, readPod } from './pod';
import { templatePod } from './pod-template';
import { problem } from './problem';

/** A manifest that runs pods: a bare pod, or something with a template for them. */
export interface Runner {
  readonly object: Controlled<Runner>;
  readonly owner: Controlled<Runner> | undefined;
  readonly pod: Pod;
  readonly is: 'pod' | 'template';
  readonly placed: Placed;
}

/** Everything that runs pods, in the order of the input; each is held by its object. */
export function readRunners(
  placed: readonly Placed[],
  controllers: Controllers<Runner>,
  diagnostics: Diagnostic[],
): readonly Runner[] {
  const ownerOf = ownerReader();
  const parts = new PodParts();
  const runners: Runner[] = [];
  for (const each of placed) {
    const { manifest, namespace, is } = each;
    // Read first, and of everything: what is wrong with an owner is said whatever the object is.
    const owner = ownerOf(each);
    const isPod = is.groupKind === POD;
    const pod = isPod ? barePod(each, parts, diagnostics) : podOf(each, diagnostics);
    if (pod === undefined) continue;
    const { name } = manifest;
    const object = isPod
      ? new Controlled<Runner>(is.current, namespace, name)
      : controllers.at(is.current, namespace, name);
    const runner: Runner = {
      object,
      owner: owner && controllers.at(owner.is, namespace, owner.name),
      pod,
      is: isPod ? 'pod' : 'template',
      placed: each,
    };
    object.held = runner;
    runners.push(runner);
  }
  return controllers.hasKind(POD) ? withNamedPods(runners, controllers) : runners;
}

const POD = '/Pod';

/**
 * The same where somebody names a pod as an owner: then pods are found by their names as well. Hardly
 * ever is that so, and 100,000 names cost as much as all else that is done here.
 */
function withNamedPods(
  runners: readonly Runner[],
  controllers: Controllers<Runner>,
): readonly Runner[] {
  return runners.map((runner) => {
    if (runner.is !== 'pod') return runner;
    const { is, namespace, name } = runner.object;
    const object = controllers.at(is, namespace, name);
    const named: Runner = { ...runner, object };
    object.held = named;
    return named;
  });
}

function barePod(placed: Placed, parts: PodParts, diagnostics: Diagnostic[]): Pod | undefined {
  const { manifest, namespace } = placed;
  const { name, origin } = manifest;
  const identity = { namespace, name, stands: 'for-one-pod', origin } as const;
  const alike = alikePod(manifest);
  const plain =
    alike === undefined
      ? plainPod(manifest.body, identity, parts)
      : alikePlainPod(alike, identity, parts);
  if (plain !== undefined) return plain;
  const { fields } = placed;
  if (!isFinished(fields)) return readPod(fields, identity, diagnostics);
  const message = `pod ${namespace}/${name} has finished and is left out`;
  diagnostics.push(problem('finished-pod', message, origin.at(['status', 'phase'])));
  return undefined;
}

function podOf(placed: Placed, diagnostics: Diagnostic[]): Pod | undefined {
  const { manifest, namespace } = placed;
  const { name, origin } = manifest;
  return templatePod(placed, { namespace, name, origin, stands: 'for-replicas' }, diagnostics);
}

/** Who controls a runner, as far as the input tells. */
export function parentOf(
  runner: Runner,
  controllers: Controllers<Runner>,
): Controlled<Runner> | undefined {
  if (runner.owner === undefined || runner.owner.held !== undefined) return runner.owner;
  return deploymentOf(runner, runner.owner, controllers) ?? runner.owner;
}

/** The Deployment of a pod whose ReplicaSet is not in the input: their names differ by the template hash. */
function deploymentOf(
  { pod }: Runner,
  { is, namespace, name }: Controlled<Runner>,
  controllers: Controllers<Runner>,
): Controlled<Runner> | undefined {
  const hash = pod.labels.get('pod-template-hash');
  if (is.kind !== 'ReplicaSet' || hash === undefined) return undefined;
  if (!controllers.has('apps/Deployment', namespace)) return undefined;
  if (!name.endsWith(`-${hash}`)) return undefined;
  const deployment = controllers.find(
    'apps/Deployment',
    namespace,
    name.slice(0, -hash.length - 1),
  );
  return deployment?.held && deployment;
}
