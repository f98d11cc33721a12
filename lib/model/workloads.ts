import { byText, type Diagnostic, groupBy, type Labels } from '../kernel';
import type { Fields, Manifest } from '../manifests';
import type { Pod, Workload } from './cluster';
import { groupKind, groupOf, isBuiltInGroup, POD_TEMPLATES } from './kinds';
import { isFinished, type PodIdentity, readLabels, readPod } from './pod';
import { problem } from './problem';

/** Who a manifest says it is controlled by. */
interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** A manifest that runs pods: a bare pod, or something with a template for them. */
interface Runner extends Owner {
  readonly namespace: string;
  readonly owner: Owner | undefined;
  readonly pod: Pod;
  readonly is: 'pod' | 'template';
}

/** One object together with its fields and the namespace it lives in. */
export interface Placed {
  readonly manifest: Manifest;
  readonly fields: Fields;
  readonly namespace: string;
}

/**
 * Finds everything that runs pods, and groups it by its topmost owner: a Deployment with its
 * ReplicaSets and pods is one workload. Known pods stand for themselves; a template stands for
 * the pods of its workload only where none is known.
 */
export function readWorkloads(
  placed: readonly Placed[],
  diagnostics: Diagnostic[],
): readonly Workload[] {
  const runners = placed.flatMap((each) => readRunner(each, diagnostics));
  const byName = new Map(runners.map((runner) => [keyOf(runner), runner]));
  const groups = groupBy(runners, (runner) => keyOf(topmost(runner, byName)));
  return [...groups.values()]
    .flatMap((group) => workloadOf(group, byName))
    .sort(byText(({ namespace, name, kind }) => `${namespace}/${name}/${kind}`));
}

function keyOf({ namespace, kind, name }: { namespace: string } & Owner): string {
  return `${namespace}/${kind}/${name}`;
}

function workloadOf(group: readonly Runner[], byName: ReadonlyMap<string, Runner>): Workload[] {
  const [first] = group;
  if (first === undefined) return [];
  const { namespace, kind, name } = topmost(first, byName);
  const own = group.find((runner) => keyOf(runner) === keyOf({ namespace, kind, name }));
  const known = group.filter(({ is }) => is === 'pod').map(({ pod }) => pod);
  const pods = known.length > 0 ? known : [(own ?? first).pod];
  const { origin } = (own ?? first).pod;
  return [{ namespace, kind, name, pods: [...pods].sort(byText((pod) => pod.name)), origin }];
}

/** Follows controllers upwards; one that is only referred to still counts as the owner. */
function topmost(
  runner: Runner,
  byName: ReadonlyMap<string, Runner>,
): { namespace: string } & Owner {
  const { namespace } = runner;
  let top: { namespace: string } & Owner = runner;
  const seen = new Set<string>();
  for (let at: Runner | undefined = runner; at?.owner !== undefined; ) {
    top = { namespace, ...at.owner };
    // Owner references may form a circle in hostile input.
    if (seen.has(keyOf(top))) break;
    seen.add(keyOf(top));
    at = byName.get(keyOf(top)) ?? deploymentOf(at, byName);
    if (at !== undefined) top = at;
  }
  return top;
}

/** The Deployment of a pod whose ReplicaSet is not in the input: their names differ by the template hash. */
function deploymentOf(
  { namespace, owner, pod }: Runner,
  byName: ReadonlyMap<string, Runner>,
): Runner | undefined {
  const hash = pod.labels.get('pod-template-hash');
  if (owner?.kind !== 'ReplicaSet' || hash === undefined) return undefined;
  if (!owner.name.endsWith(`-${hash}`)) return undefined;
  const name = owner.name.slice(0, -hash.length - 1);
  return byName.get(keyOf({ namespace, kind: 'Deployment', name }));
}

function readRunner({ manifest, fields, namespace }: Placed, diagnostics: Diagnostic[]): Runner[] {
  const { kind, name, origin } = manifest;
  const owner = ownerOf(fields);
  const identity = { namespace, name, origin };
  if (groupKind(manifest) === '/Pod') {
    if (isFinished(fields)) {
      const message = `pod ${namespace}/${name} has finished and is left out`;
      diagnostics.push(problem('finished-pod', message, origin.at(['status', 'phase'])));
      return [];
    }
    const pod = readPod(fields, { ...identity, stands: 'for-one-pod' }, diagnostics);
    return [{ namespace, kind, name, owner, pod, is: 'pod' }];
  }
  const pod = templatePod(manifest, fields, { ...identity, stands: 'for-replicas' }, diagnostics);
  return pod === undefined ? [] : [{ namespace, kind, name, owner, pod, is: 'template' }];
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

function ownerOf(fields: Fields): Owner | undefined {
  const references = fields.object('metadata')?.list('ownerReferences') ?? [];
  const controller = references.find((reference) => reference.boolean('controller') === true);
  const name = controller?.string('name');
  // An owner without a kind is shown as what it owns: a pod.
  const kind = controller?.string('kind') ?? 'Pod';
  // The kubelet names the node as the owner of its static pods; they are no workload together.
  return name === undefined || kind === 'Node' ? undefined : { kind, name };
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
