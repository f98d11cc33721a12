import type { PodEnd } from '../analyses';
import { groupBy, UsageError } from '../kernel';
import type { Directory } from './directory';
import { unknownEnd } from './unknown-end';

/**
 * The pods that a name means: an endpoint id, `ns/kind/name`, `ns/name`, `ns/pod`, or a bare name
 * that only one has.
 *
 * @throws {UsageError} for a name that nobody has, or several have
 */
export function findPods(name: string, directory: Directory): readonly PodEnd[] {
  const { workloads } = directory;
  const exact = (ends: readonly PodEnd[]) => ends.filter(({ endpoint }) => endpoint.id === name);
  const workload = exact(workloads);
  if (workload.length > 0) return workload;
  // What no workload is called may be a pod of one.
  const pod = exact(directory.pods);
  if (pod.length > 0) return pod;
  const asWorkload = workloads.filter((end) => isCalled(name, end, directory));
  const found =
    asWorkload.length > 0
      ? asWorkload
      : directory.pods.filter((end) => isPod(name, end, directory));
  const owners = [...groupBy(found, ({ workload }) => workload).values()];
  if (owners.length > 1) throw ambiguous(name, owners.flat());
  return found.length > 0 ? found : unknownEnd(name, directory);
}

interface WrittenName {
  readonly namespace: string | undefined;
  readonly kind: string | undefined;
  readonly name: string;
}

function parseName(text: string): WrittenName | undefined {
  const parts = text.split('/');
  const [a = '', b = '', c = ''] = parts;
  if (parts.length === 1) return { namespace: undefined, kind: undefined, name: a };
  if (parts.length === 2) return { namespace: a, kind: undefined, name: b };
  return parts.length === 3 ? { namespace: a, kind: b, name: c } : undefined;
}

function isCalled(text: string, { workload }: PodEnd, directory: Directory): boolean {
  const written = parseName(text);
  if (written === undefined || written.name !== workload.name) return false;
  const isKind =
    written.kind === undefined || written.kind.toLowerCase() === workload.kind.toLowerCase();
  return isKind && livesThere(written, workload.namespace, directory);
}

function isPod(text: string, { pods: [pod] }: PodEnd, directory: Directory): boolean {
  const written = parseName(text);
  if (written === undefined || pod.stands !== 'for-one-pod' || written.name !== pod.name)
    return false;
  const isKind = written.kind === undefined || written.kind.toLowerCase() === 'pod';
  return isKind && livesThere(written, pod.namespace, directory);
}

function livesThere({ namespace }: WrittenName, where: string, { namespaces }: Directory): boolean {
  if (namespace !== undefined) return namespace === where;
  return namespaces.length === 0 || namespaces.includes(where);
}

function ambiguous(name: string, ends: readonly PodEnd[]): UsageError {
  const ids = [...new Set(ends.map(({ endpoint }) => endpoint.id))];
  return new UsageError(
    `\`${name}\` could be ${ids.join(' or ')}`,
    'write the one you mean in full',
  );
}
