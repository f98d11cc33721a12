import { isJsonObject, type JsonObject } from '../kernel';
import { alikePod, type Fields, type Manifest } from '../manifests';
import { POD_TEMPLATES } from './kinds';

/** A kind in a group. `id` names it and no other: `apps/Deployment`. */
export interface ObjectKind {
  readonly group: string;
  readonly kind: string;
  readonly id: string;
}

/** The controller that an object names. */
export interface Owner {
  readonly is: ObjectKind;
  readonly name: string;
}

/** An object that may have a controller. */
interface Controllable {
  readonly manifest: Pick<Manifest, 'body' | 'whole'>;
  readonly fields: Fields;
}

/** A kind by its group and name. `extensions` once served what `apps` serves now: the same objects. */
export function objectKind(group: string, kind: string): ObjectKind {
  const current = group === 'extensions' ? 'apps' : group;
  return { group: current, kind, id: `${current}/${kind}` };
}

/** Reads the controller that an object says it belongs to. */
export function ownerReader(): (object: Controllable) => Owner | undefined {
  const known = new Map<string | undefined, Map<string, ObjectKind>>();
  const kindOf = (apiVersion: string | undefined, kind: string) => {
    const ofVersion = known.get(apiVersion) ?? new Map<string, ObjectKind>();
    const is = ofVersion.get(kind) ?? objectKind(groupOf(apiVersion, kind), kind);
    known.set(apiVersion, ofVersion.set(kind, is));
    return is;
  };
  return (object) => {
    const plain = referenceOf(object.manifest);
    if (plain === 'none') return undefined;
    if (plain !== undefined) return { is: kindOf(plain.apiVersion, plain.kind), name: plain.name };
    const references = object.fields.object('metadata')?.list('ownerReferences') ?? [];
    const controller = references.find((reference) => reference.boolean('controller') === true);
    const name = controller?.string('name');
    // An owner without a kind is shown as what it owns: a pod.
    const kind = controller?.string('kind') ?? 'Pod';
    // The kubelet names the node as the owner of its static pods; they are no workload together.
    if (name === undefined || kind === 'Node') return undefined;
    return { is: kindOf(controller?.string('apiVersion'), kind), name };
  };
}

/** Of a pod that is like another one only the name of its owner is its own. */
function referenceOf(manifest: Pick<Manifest, 'body' | 'whole'>) {
  const alike = alikePod(manifest);
  if (alike === undefined) return plainReference(manifest.body);
  const { model, owner } = alike;
  const reference = plainReference(model.body);
  if (reference === undefined || reference === 'none') return reference;
  return { ...reference, name: owner ?? reference.name };
}

/**
 * The reference of an object that has just one, to its controller, or none, as almost every object
 * does; undefined where it has to be read with more care. A node is no controller to anyone.
 */
function plainReference({ metadata }: JsonObject) {
  if (!isJsonObject(metadata)) return undefined;
  const { ownerReferences: references } = metadata;
  if (references === undefined) return 'none';
  if (!Array.isArray(references) || references.length !== 1 || !isJsonObject(references[0])) {
    return undefined;
  }
  const { controller, kind, name, apiVersion }: JsonObject = references[0];
  if (controller !== true || kind === 'Node') return undefined;
  if (typeof kind !== 'string' || typeof name !== 'string') return undefined;
  return typeof apiVersion === 'string' ? { apiVersion, kind, name } : undefined;
}

function groupOf(apiVersion: string | undefined, kind: string): string {
  return apiVersion === undefined ? usualGroup(kind) : apiVersion.replace(/\/?[^/]*$/, '');
}

function usualGroup(kind: string): string {
  return (
    Object.keys(POD_TEMPLATES)
      .find((each) => each.endsWith(`/${kind}`))
      ?.split('/')[0] ?? ''
  );
}
