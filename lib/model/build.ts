import { byText, compareText, count, type Diagnostic } from '../kernel';
import { decodeNetworkPolicy, fieldsOf, type Manifest } from '../manifests';
import type { Cluster, UnmodelledPolicy } from './cluster';
import { isEntryPoint, readEntryPoints } from './entry-points/read-entry-points';
import { groupKind, POD_TEMPLATES, UNMODELLED_KINDS } from './kinds';
import { readNamespaces } from './namespaces';
import { type Policy, parsePolicy } from './policy';
import { problem } from './problem';
import { readServices } from './services';
import { askForOrdinals } from './stateful-set';
import { ACKNOWLEDGE_ANNOTATION } from './unmodelled';
import { isCustom, type Placed, readWorkloads } from './workloads';

/** How manifests become a cluster. */
export interface BuildOptions {
  /** Namespace of objects that do not name one. @default - `default` */
  readonly defaultNamespace?: string;
  /** Release whose validation counts, such as `1.36`. @default - the newest known */
  readonly kubernetesVersion?: string;
}

/** A cluster, and everything about the input that its reader should know. */
export interface BuildResult {
  readonly cluster: Cluster;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Builds the cluster that these manifests describe. A policy that the API server would refuse is an
 * error and never `no policy`. When any diagnostic is an error the cluster must not be evaluated.
 */
export function buildCluster(
  manifests: readonly Manifest[],
  options: BuildOptions = {},
): BuildResult {
  const diagnostics: Diagnostic[] = [];
  const namespace = options.defaultNamespace ?? 'default';
  const named = nameAll(manifests, diagnostics);
  const kept = lastOfEach(named, namespace, diagnostics);
  const declared = kept.filter((manifest) => groupKind(manifest) === '/Namespace');
  const placed = kept.map(
    (manifest): Placed => ({
      manifest,
      fields: fieldsOf(manifest, diagnostics),
      namespace: manifest.namespace ?? namespace,
    }),
  );
  const policies = readPolicies(placed, options, diagnostics);
  const services = readServices(placed, diagnostics);
  const ordinals = askForOrdinals(policies, services) ? 'apart' : 'together';
  const workloads = readWorkloads(placed, { ordinals }, diagnostics);
  const entryPoints = readEntryPoints(placed, diagnostics);
  const unmodelled = readUnmodelled(placed, diagnostics);
  sayWhereTheyLive(placed, namespace, diagnostics);
  sayWhatRunsNoPods(placed, workloads, diagnostics);
  const namespaces = readNamespaces(
    declared.map((manifest) => ({ manifest, fields: fieldsOf(manifest, diagnostics) })),
    [...workloads, ...policies],
    diagnostics,
  );
  const cluster = { namespaces, workloads, services, entryPoints, policies, unmodelled };
  return { cluster, diagnostics };
}

/**
 * Gives a name to each object that leaves it to the API server (`metadata.generateName`): two of
 * them are two objects. `*` stands for what will be generated.
 */
function nameAll(manifests: readonly Manifest[], diagnostics: Diagnostic[]): readonly Manifest[] {
  const taken = new Map<string, number>();
  return manifests.map((manifest) => {
    if (manifest.name !== '' || !isUsed(manifest) || isPolicy(manifest)) return manifest;
    const prefix = fieldsOf(manifest, diagnostics).object('metadata')?.string('generateName');
    if (prefix === undefined || prefix === '') {
      const message = `a ${manifest.kind} has no name`;
      const source = manifest.origin.at(['metadata']);
      diagnostics.push(problem('no-name', message, source, 'write metadata.name'));
    }
    const name = `${prefix ?? ''}*`;
    const key = `${groupKind(manifest)}/${manifest.namespace}/${name}`;
    const number = (taken.get(key) ?? 0) + 1;
    taken.set(key, number);
    return { ...manifest, name: number === 1 ? name : `${name}${number}` };
  });
}

/** Objects with one kind, namespace and name are one object: the last one counts. */
function lastOfEach(
  manifests: readonly Manifest[],
  namespace: string,
  diagnostics: Diagnostic[],
): readonly Manifest[] {
  const kept = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const home = manifest.kind === 'Namespace' ? '' : `${manifest.namespace ?? namespace}/`;
    const id = `${groupKind(manifest)}/${home}${manifest.name}`;
    const before = kept.get(id);
    if (before !== undefined && isUsed(manifest)) {
      const message = `${manifest.kind} ${home}${manifest.name} is written twice; the last one counts`;
      const help = `rename one, or remove the one in ${before.origin.file}`;
      diagnostics.push(problem('duplicate', message, manifest.origin.at([]), help));
    }
    // Deleting first keeps the place of the last one.
    kept.delete(id);
    kept.set(id, manifest);
  }
  return [...kept.values()];
}

function isUsed(manifest: Manifest): boolean {
  const kind = groupKind(manifest);
  return (
    ['/Pod', '/Service', '/Namespace'].includes(kind) || isPolicy(manifest) || kind in POD_TEMPLATES
  );
}

function isPolicy({ apiVersion, kind }: Manifest): boolean {
  return kind === 'NetworkPolicy' && !(`${apiVersion.split('/')[0]}/${kind}` in UNMODELLED_KINDS);
}

function readPolicies(
  placed: readonly Placed[],
  { kubernetesVersion }: BuildOptions,
  diagnostics: Diagnostic[],
): readonly Policy[] {
  const options = kubernetesVersion === undefined ? {} : { kubernetesVersion };
  return placed
    .filter(({ manifest }) => isPolicy(manifest))
    .flatMap(({ manifest, namespace }) => {
      const decoded = decodeNetworkPolicy(manifest, options);
      diagnostics.push(...decoded.diagnostics);
      if (decoded.policy === undefined) return [];
      const { metadata, spec } = decoded.policy;
      return [parsePolicy({ namespace, name: metadata.name, origin: manifest.origin }, spec)];
    })
    .sort(byText(({ namespace, name }) => `${namespace}/${name}`));
}

function readUnmodelled(
  placed: readonly Placed[],
  diagnostics: Diagnostic[],
): readonly UnmodelledPolicy[] {
  return placed
    .flatMap(({ manifest, fields, namespace }): UnmodelledPolicy[] => {
      const scope = UNMODELLED_KINDS[groupKind(manifest)];
      if (scope === undefined) return [];
      const { apiVersion, kind, name, origin } = manifest;
      const where = scope === 'namespaced' ? namespace : undefined;
      const message = `${kind} ${where === undefined ? '' : `${where}/`}${name} (${apiVersion}) is not modelled`;
      diagnostics.push(problem('unmodelled-kind', message, origin.at([])));
      const annotations = fields.object('metadata')?.stringMap('annotations');
      const annotated = annotations?.get(ACKNOWLEDGE_ANNOTATION);
      const said = annotated === undefined ? {} : { annotated };
      return [{ apiVersion, kind, name, namespace: where, ...said, origin }];
    })
    .sort(byText(({ namespace, name, kind }) => `${namespace ?? ''}/${name}/${kind}`));
}

/** One line for all objects that leave their namespace to the context of kubectl. */
function sayWhereTheyLive(
  placed: readonly Placed[],
  namespace: string,
  diagnostics: Diagnostic[],
): void {
  const homeless = placed.filter(
    ({ manifest }) =>
      manifest.namespace === undefined && isUsed(manifest) && manifest.kind !== 'Namespace',
  );
  const [first] = homeless;
  if (first === undefined) return;
  // Among objects that name theirs, one that does not was forgotten more likely than left open.
  const isMixed = placed.some(
    ({ manifest }) => manifest.namespace !== undefined && isUsed(manifest),
  );
  const message = `${count(homeless.length, 'object')} without a namespace: taken as ${namespace}`;
  const source = first.manifest.origin.at(['metadata']);
  const code = isMixed ? 'forgotten-namespace' : 'no-namespace';
  diagnostics.push(problem(code, message, source, 'write metadata.namespace'));
}

/** One line for all custom resources that may run pods nobody sees here. */
function sayWhatRunsNoPods(
  placed: readonly Placed[],
  workloads: Cluster['workloads'],
  diagnostics: Diagnostic[],
): void {
  const running = new Set(
    workloads.map(({ namespace, kind, name }) => `${namespace}/${kind}/${name}`),
  );
  const silent = placed.filter(
    ({ manifest, namespace }) =>
      isCustom(manifest) &&
      !(groupKind(manifest) in UNMODELLED_KINDS) &&
      !isEntryPoint(manifest) &&
      !running.has(`${namespace}/${manifest.kind}/${manifest.name}`),
  );
  const [first] = silent;
  if (first === undefined) return;
  const kinds = [...new Set(silent.map(({ manifest }) => manifest.kind))].sort(compareText);
  const message = `${count(silent.length, 'custom resource')} without a pod template: ${kinds.join(', ')}`;
  diagnostics.push(problem('pods-elsewhere', message, first.manifest.origin.at([])));
}
