import type { Diagnostic } from '../kernel';
import { alikePod } from '../manifests';
import type { Pod } from './cluster';
import type { Controlled, Controllers } from './controllers';
import { ownerReader } from './owners';
import type { Placed } from './placed';
import { alikePlainPod, PodParts, plainPod } from './plain-pod';
import { isFinished, readPod } from './pod';
import { templatePod } from './pod-template';
import { problem } from './problem';

/** A manifest that runs pods and may have a name among owners. */
export interface Runner {
  readonly object: Controlled<Runner>;
  readonly owner: Controlled<Runner> | undefined;
  readonly pod: Pod;
  readonly placed: Placed;
}

/**
 * Everything that runs pods, bare pods and what has a template for them, in the order of the input and
 * side by side in columns: whatever is kept of each of 100,000 pods is gone over by every collection
 * of garbage.
 */
export interface Running {
  readonly placed: Placed[];
  readonly pods: Pod[];
  readonly owners: (Controlled<Runner> | undefined)[];
  /** None for a pod that nobody names as an owner. */
  readonly runners: (Runner | undefined)[];
}

/** Reads everything that runs pods; what may have a name among owners is held by it. */
export function readRunning(
  all: readonly Placed[],
  controllers: Controllers<Runner>,
  diagnostics: Diagnostic[],
): Running {
  const ownerOf = ownerReader();
  const parts = new PodParts();
  const running: Running = { placed: [], pods: [], owners: [], runners: [] };
  for (const each of all) {
    // Read first, and of everything: what is wrong with an owner is said whatever the object is.
    const named = ownerOf(each);
    const isBare = isPod(each);
    const pod = isBare ? barePod(each, parts, diagnostics) : podOf(each, diagnostics);
    if (pod === undefined) continue;
    const owner = named && controllers.at(named.is, each.namespace, named.name);
    running.placed.push(each);
    running.pods.push(pod);
    running.owners.push(owner);
    running.runners.push(isBare ? undefined : runnerOf(each, pod, owner, controllers));
  }
  if (controllers.hasKind(POD)) namePods(running, controllers);
  return running;
}

function runnerOf(
  placed: Placed,
  pod: Pod,
  owner: Controlled<Runner> | undefined,
  controllers: Controllers<Runner>,
): Runner {
  const object = controllers.at(placed.is.current, placed.namespace, placed.manifest.name);
  const runner = { object, owner, pod, placed };
  object.held = runner;
  return runner;
}

/**
 * Gives each pod its name among owners, where somebody names a pod as one. Hardly ever is that so, and
 * 100,000 names cost as much as all else that is done here.
 */
function namePods({ placed, pods, owners, runners }: Running, controllers: Controllers<Runner>) {
  for (const [row, pod] of pods.entries()) {
    const each = placed[row];
    if (each === undefined || !isPod(each)) continue;
    runners[row] = runnerOf(each, pod, owners[row], controllers);
  }
}

const POD = '/Pod';

/** Whether a manifest is a pod, and has no template for some. */
export function isPod({ is }: Placed): boolean {
  return is.groupKind === POD;
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
