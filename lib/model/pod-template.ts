import type { Diagnostic } from '../kernel';
import type { Fields, Manifest } from '../manifests';
import type { Pod } from './cluster';
import type { KindFacts } from './kind-facts';
import { readLabels } from './labels';
import type { Placed } from './placed';
import { type PodIdentity, readPod } from './pod';

/** The pod that stands for all pods of a workload. */
export function templatePod(
  { manifest, fields, is }: Placed,
  identity: PodIdentity,
  diagnostics: Diagnostic[],
): Pod | undefined {
  const template = templateOf(is, fields);
  if (template !== undefined) {
    const pod = readPod(template, identity, diagnostics);
    const added = is.groupKind === 'batch/Job' ? addedLabels(manifest) : [];
    return added.length === 0 ? pod : { ...pod, labels: new Map([...pod.labels, ...added]) };
  }
  // Operators such as prometheus-operator make the pods themselves and take only labels for them.
  const metadata = is.isCustom ? quietly(fields, ['spec', 'podMetadata']) : undefined;
  if (metadata === undefined) return undefined;
  const labels = readLabels(metadata, diagnostics);
  return { ...identity, labels, ports: [], hostNetwork: false, addresses: [], node: undefined };
}

/** Labels that the Job controller puts on its pods beside those of the template. */
function addedLabels({ name }: Manifest): readonly (readonly [string, string])[] {
  return [
    ['batch.kubernetes.io/job-name', name],
    ['job-name', name],
  ];
}

/** The pod template of a built-in kind, or of a custom resource that has one by shape. */
function templateOf({ template, isCustom }: KindFacts, fields: Fields): Fields | undefined {
  if (template !== undefined) return inside(fields, template);
  if (!isCustom) return undefined;
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
