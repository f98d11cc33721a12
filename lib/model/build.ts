import { compareText, count, type Diagnostic, lazy } from '../kernel';
import { type Manifest, policyDecoder } from '../manifests';
import type { Cluster, UnmodelledPolicy } from './cluster';
import { isEntryPoint, readEntryPoints } from './entry-points/read-entry-points';
import { byName, byNameAndKind } from './in-order';
import { readNamespaces } from './namespaces';
import type { Inventory } from './placed';
import type { Policy } from './policy';
import { policyParser } from './policy-parser';
import { problem } from './problem';
import { readServices } from './services';
import { askForOrdinals } from './stateful-set';
import { takeInventory } from './take-inventory';
import { ACKNOWLEDGE_ANNOTATION } from './unmodelled';
import { readWorkloads } from './workloads';

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
  const inventory = takeInventory(manifests, namespace, diagnostics);
  const policies = readPolicies(inventory, options, diagnostics);
  const services = readServices(inventory, diagnostics);
  const ordinals = lazy(() => (askForOrdinals(policies, services) ? 'apart' : 'together'));
  const workloads = readWorkloads(inventory, { ordinals }, diagnostics);
  const entryPoints = readEntryPoints(inventory, diagnostics);
  const unmodelled = readUnmodelled(inventory, diagnostics);
  sayWhereTheyLive(inventory, namespace, diagnostics);
  sayWhatRunsNoPods(inventory, workloads, diagnostics);
  const inhabitants = [...workloads, ...policies];
  const namespaces = readNamespaces(inventory.of('/Namespace'), inhabitants, diagnostics);
  const cluster = { namespaces, workloads, services, entryPoints, policies, unmodelled };
  return { cluster, diagnostics };
}

function readPolicies(
  inventory: Inventory,
  { kubernetesVersion }: BuildOptions,
  diagnostics: Diagnostic[],
): readonly Policy[] {
  const options = kubernetesVersion === undefined ? {} : { kubernetesVersion };
  const decode = policyDecoder(options);
  const parse = policyParser();
  const policies: Policy[] = [];
  for (const { manifest, namespace } of inventory.where(({ isPolicy }) => isPolicy)) {
    const decoded = decode(manifest);
    for (const each of decoded.diagnostics) diagnostics.push(each);
    if (decoded.policy === undefined) continue;
    const { metadata, spec } = decoded.policy;
    const { origin } = manifest;
    policies.push(parse({ namespace, name: metadata.name, origin }, spec));
  }
  return policies.sort(byName);
}

function readUnmodelled(
  inventory: Inventory,
  diagnostics: Diagnostic[],
): readonly UnmodelledPolicy[] {
  return inventory
    .where(({ unmodelled }) => unmodelled !== undefined)
    .map(({ manifest, fields, namespace, is }): UnmodelledPolicy => {
      const { apiVersion, kind, name, origin } = manifest;
      const where = is.unmodelled === 'namespaced' ? namespace : undefined;
      const message = `${kind} ${where === undefined ? '' : `${where}/`}${name} (${apiVersion}) is not modelled`;
      diagnostics.push(problem('unmodelled-kind', message, origin.at([])));
      const annotations = fields.object('metadata')?.stringMap('annotations');
      const annotated = annotations?.get(ACKNOWLEDGE_ANNOTATION);
      const said = annotated === undefined ? {} : { annotated };
      return { apiVersion, kind, name, namespace: where, ...said, origin };
    })
    .sort(byNameAndKind);
}

/** One line for all objects that leave their namespace to the context of kubectl. */
function sayWhereTheyLive({ all }: Inventory, namespace: string, diagnostics: Diagnostic[]): void {
  const homeless = all.filter(
    ({ manifest, is }) =>
      manifest.namespace === undefined && is.isUsed && manifest.kind !== 'Namespace',
  );
  const [first] = homeless;
  if (first === undefined) return;
  // Among objects that name theirs, one that does not was forgotten more likely than left open.
  const isMixed = all.some(({ manifest, is }) => manifest.namespace !== undefined && is.isUsed);
  const message = `${count(homeless.length, 'object')} without a namespace: taken as ${namespace}`;
  const source = first.manifest.origin.at(['metadata']);
  const code = isMixed ? 'forgotten-namespace' : 'no-namespace';
  diagnostics.push(problem(code, message, source, 'write metadata.namespace'));
}

/** One line for all custom resources that may run pods nobody sees here. */
function sayWhatRunsNoPods(
  inventory: Inventory,
  workloads: Cluster['workloads'],
  diagnostics: Diagnostic[],
): void {
  const custom = inventory.where(
    (is) => is.isCustom && is.unmodelled === undefined && !isEntryPoint(is),
  );
  if (custom.length === 0) return;
  const running = new Set(
    workloads.map(({ namespace, kind, name }) => `${namespace}/${kind}/${name}`),
  );
  const silent = custom.filter(
    ({ manifest, namespace }) => !running.has(`${namespace}/${manifest.kind}/${manifest.name}`),
  );
  const [first] = silent;
  if (first === undefined) return;
  const kinds = [...new Set(silent.map(({ manifest }) => manifest.kind))].sort(compareText);
  const message = `${count(silent.length, 'custom resource')} without a pod template: ${kinds.join(', ')}`;
  diagnostics.push(problem('pods-elsewhere', message, first.manifest.origin.at([])));
}
