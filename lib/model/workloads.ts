import { byText, type Diagnostic, groupBy, type Labels } from '../kernel';
import type { Fields, Manifest } from '../manifests';
import type { Pod, Workload } from './cluster';
import { groupKind, groupOf, isBuiltInGroup, POD_TEMPLATES } from './kinds';
import { currentGroup, keyOf, type ObjectName, type Owned, ownerOf, topmostOwners } from './owners';
import { isFinished, type PodIdentity, readLabels, readPod } from './pod';
import { problem } from './problem';
import { podsByOrdinal } from './stateful-set';

/** A manifest that runs pods: a bare pod, or something with a template for them. */
interface Runner extends Owned {
  readonly pod: Pod;
  readonly is: 'pod' | 'template';
  readonly fields: Fields;
}

/** One object together with its fields and the namespace it lives in. */
export interface Placed {
  readonly manifest: Manifest;
  readonly fields: Fields;
  readonly namespace: string;
}

/** How templates become pods. */
export interface WorkloadOptions {
  /** `apart` where a selector tells the pods of a StatefulSet from each other. */
  readonly ordinals: 'apart' | 'together';
}

/**
 * Finds everything that runs pods, and groups it by its topmost owner: a Deployment with its
 * ReplicaSets and pods is one workload. Known pods stand for themselves; a template stands for
 * the pods of its workload only where none is known.
 */
export function readWorkloads(
  placed: readonly Placed[],
  options: WorkloadOptions,
  diagnostics: Diagnostic[],
): readonly Workload[] {
  const runners = placed.flatMap((each) => readRunner(each, diagnostics));
  const topOf = topmostOwners(runners, parentOf);
  const groups = groupBy(runners, (runner) => keyOf(topOf(runner)));
  const tops = [...groups.values()].flatMap(([first]) => (first === undefined ? [] : topOf(first)));
  const kindOf = distinctKinds(tops);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const top = topOf(first);
      const own = group.find((runner) => keyOf(runner) === keyOf(top));
      const pods = podsOf(own === undefined ? group : [own], group, options, diagnostics);
      const { namespace, name } = top;
      return [{ namespace, name, kind: kindOf(top), pods, origin: (own ?? first).pod.origin }];
    })
    .sort(byText(({ namespace, name, kind }) => `${namespace}/${name}/${kind}`));
}

/** The known pods of a workload, or else those that its templates stand for. */
function podsOf(
  templates: readonly Runner[],
  group: readonly Runner[],
  { ordinals }: WorkloadOptions,
  diagnostics: Diagnostic[],
): readonly Pod[] {
  const known = group.filter(({ is }) => is === 'pod').map(({ pod }) => pod);
  const pods =
    known.length > 0
      ? known
      : templates.flatMap(({ group: of, kind, pod, fields }) =>
          ordinals === 'apart' && of === 'apps' && kind === 'StatefulSet'
            ? podsByOrdinal(pod, fields, diagnostics)
            : [pod],
        );
  return [...pods].sort(byText((pod) => pod.name));
}

/** The kind of a workload; `Job.batch.volcano.sh` where another group has the same kind and name. */
function distinctKinds(tops: readonly ObjectName[]): (top: ObjectName) => string {
  const sharing = groupBy(tops, ({ namespace, kind, name }) => `${namespace}/${kind}/${name}`);
  return ({ namespace, group, kind, name }) => {
    const alone = (sharing.get(`${namespace}/${kind}/${name}`)?.length ?? 0) < 2;
    return alone || isBuiltInGroup(group) ? kind : `${kind}.${group}`;
  };
}

/** Who controls a runner, as far as the input tells. */
function parentOf(runner: Runner, byKey: ReadonlyMap<string, Runner>): ObjectName | undefined {
  if (runner.owner === undefined || byKey.has(keyOf(runner.owner))) return runner.owner;
  return deploymentOf(runner, byKey) ?? runner.owner;
}

/** The Deployment of a pod whose ReplicaSet is not in the input: their names differ by the template hash. */
function deploymentOf(
  { namespace, owner, pod }: Runner,
  byKey: ReadonlyMap<string, Runner>,
): Runner | undefined {
  const hash = pod.labels.get('pod-template-hash');
  if (owner?.kind !== 'ReplicaSet' || hash === undefined) return undefined;
  if (!owner.name.endsWith(`-${hash}`)) return undefined;
  const name = owner.name.slice(0, -hash.length - 1);
  return byKey.get(keyOf({ namespace, group: 'apps', kind: 'Deployment', name }));
}

function readRunner({ manifest, fields, namespace }: Placed, diagnostics: Diagnostic[]): Runner[] {
  const { kind, name, origin } = manifest;
  const group = currentGroup(groupOf(manifest.apiVersion));
  const owned = { namespace, group, kind, name, owner: ownerOf(fields, namespace), fields };
  const identity = { namespace, name, origin };
  if (groupKind(manifest) === '/Pod') {
    if (isFinished(fields)) {
      const message = `pod ${namespace}/${name} has finished and is left out`;
      diagnostics.push(problem('finished-pod', message, origin.at(['status', 'phase'])));
      return [];
    }
    const pod = readPod(fields, { ...identity, stands: 'for-one-pod' }, diagnostics);
    return [{ ...owned, pod, is: 'pod' }];
  }
  const pod = templatePod(manifest, fields, { ...identity, stands: 'for-replicas' }, diagnostics);
  return pod === undefined ? [] : [{ ...owned, pod, is: 'template' }];
}

/** The pod that stands for all pods of a workload. */
function templatePod(
  manifest: Manifest,
  fields: Fields,
  identity: PodIdentity,
  diagnostics: Diagnostic[],
): Pod | undefined {
  const template = templateOf(manifest, fields);
  if (template !== undefined) {
    const pod = readPod(template, identity, diagnostics);
    return { ...pod, labels: new Map([...pod.labels, ...addedLabels(manifest)]) };
  }
  // Operators such as prometheus-operator make the pods themselves and take only labels for them.
  const metadata = isCustom(manifest) ? quietly(fields, ['spec', 'podMetadata']) : undefined;
  if (metadata === undefined) return undefined;
  const labels = readLabels(metadata, diagnostics);
  return { ...identity, labels, ports: [], hostNetwork: false, addresses: [], node: undefined };
}

/** Whether a manifest is of a kind that some operator brought. */
export function isCustom({ apiVersion }: Manifest): boolean {
  return !isBuiltInGroup(groupOf(apiVersion));
}

/** Labels that the Job controller puts on its pods beside those of the template. */
function addedLabels(manifest: Manifest): Labels {
  if (groupKind(manifest) !== 'batch/Job') return new Map();
  return new Map([
    ['batch.kubernetes.io/job-name', manifest.name],
    ['job-name', manifest.name],
  ]);
}

/** The pod template of a built-in kind, or of a custom resource that has one by shape. */
function templateOf(manifest: Manifest, fields: Fields): Fields | undefined {
  const builtIn = POD_TEMPLATES[groupKind(manifest)];
  if (builtIn !== undefined) return inside(fields, builtIn);
  if (!isCustom(manifest)) return undefined;
  return CUSTOM_TEMPLATES.map((path) => quietly(fields, path)).find(isTemplate);
}

const CUSTOM_TEMPLATES = [
  ['spec', 'template'],
  ['spec', 'podTemplate'],
  ['spec', 'jobTemplate', 'spec', 'template'],
  ['spec', 'workload', 'template'],
];

function inside(fields: Fields, path: readonly string[]): Fields | undefined {
  return path.reduce<Fields | undefined>((at, step) => at?.object(step), fields);
}

/** Looks without complaint: a custom resource may use these names for something else. */
function quietly(fields: Fields, path: readonly string[]): Fields | undefined {
  return path.reduce<Fields | undefined>(
    (at, step) => (isObject(at?.raw(step)) ? at?.object(step) : undefined),
    fields,
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTemplate(template: Fields | undefined): template is Fields {
  return template !== undefined && Array.isArray(quietly(template, ['spec'])?.raw('containers'));
}
