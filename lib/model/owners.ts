import { compareText } from '../kernel';
import type { Fields } from '../manifests';
import { POD_TEMPLATES } from './kinds';

/** An object by all that makes it one: two groups may use one kind for different things. */
export interface ObjectName {
  readonly namespace: string;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** Something that may have a controller. */
export interface Owned extends ObjectName {
  readonly owner: ObjectName | undefined;
}

/** The text that names one object and no other. */
export function keyOf({ namespace, group, kind, name }: ObjectName): string {
  return `${namespace}/${group}/${kind}/${name}`;
}

/** `extensions` once served what `apps` serves now: the same objects. */
export function currentGroup(group: string): string {
  return group === 'extensions' ? 'apps' : group;
}

/** The controller that an object says it belongs to. */
export function ownerOf(fields: Fields, namespace: string): ObjectName | undefined {
  const references = fields.object('metadata')?.list('ownerReferences') ?? [];
  const controller = references.find((reference) => reference.boolean('controller') === true);
  const name = controller?.string('name');
  // An owner without a kind is shown as what it owns: a pod.
  const kind = controller?.string('kind') ?? 'Pod';
  // The kubelet names the node as the owner of its static pods; they are no workload together.
  if (name === undefined || kind === 'Node') return undefined;
  const apiVersion = controller?.string('apiVersion');
  const group = apiVersion === undefined ? usualGroup(kind) : apiVersion.replace(/\/?[^/]*$/, '');
  return { namespace, group: currentGroup(group), kind, name };
}

function usualGroup(kind: string): string {
  return (
    Object.keys(POD_TEMPLATES)
      .find((each) => each.endsWith(`/${kind}`))
      ?.split('/')[0] ?? ''
  );
}

/**
 * Follows controllers upwards, each of them once; one that is only referred to still counts as the
 * owner. In a circle, which only hostile input has, the first by name is the topmost.
 */
export function topmostOwners<T extends Owned>(
  objects: readonly T[],
  parentOf: (object: T, byKey: ReadonlyMap<string, T>) => ObjectName | undefined,
): (object: T) => ObjectName {
  const byKey = new Map(objects.map((object) => [keyOf(object), object]));
  const tops = new Map<string, ObjectName>();
  const climb = (start: T): ObjectName => {
    const path = new Map<string, ObjectName>();
    let at: ObjectName = start;
    while (!path.has(keyOf(at)) && !tops.has(keyOf(at))) {
      path.set(keyOf(at), at);
      const object = byKey.get(keyOf(at));
      at = (object && parentOf(object, byKey)) ?? at;
    }
    const top = tops.get(keyOf(at)) ?? firstOfCircle(path, at);
    for (const key of path.keys()) tops.set(key, top);
    return top;
  };
  return (object) => tops.get(keyOf(object)) ?? climb(object);
}

/** The path from `entry` on is the circle; without one it is the end of the path alone. */
function firstOfCircle(path: ReadonlyMap<string, ObjectName>, entry: ObjectName): ObjectName {
  const keys = [...path.keys()];
  const circle = keys.slice(keys.indexOf(keyOf(entry))).sort(compareText);
  return path.get(circle[0] ?? '') ?? entry;
}
