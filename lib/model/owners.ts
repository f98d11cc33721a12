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
  const kindOf = kindsByVersion();
  const plainOwner = plainOwnerReader(kindOf);
  return (object) => {
    const plain = plainOwner(object.manifest);
    if (plain === 'none') return undefined;
    if (plain !== undefined) return plain;
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

type KindOf = (apiVersion: string | undefined, kind: string) => ObjectKind;

/** Each kind once, so that kinds are compared by reference. */
function kindsByVersion(): KindOf {
  const known = new Map<string | undefined, Map<string, ObjectKind>>();
  return (apiVersion, kind) => {
    const ofVersion = known.get(apiVersion) ?? new Map<string, ObjectKind>();
    const is = ofVersion.get(kind) ?? objectKind(groupOf(apiVersion, kind), kind);
    known.set(apiVersion, ofVersion.set(kind, is));
    return is;
  };
}

type PlainOwner = Owner | 'none' | undefined;

/** Of a pod that is like another one only the name of its owner is its own; the rest is read once. */
function plainOwnerReader(kindOf: KindOf) {
  const ofModels = new Map<JsonObject, PlainOwner>();
  const ofModel = (body: JsonObject): PlainOwner => {
    if (!ofModels.has(body)) ofModels.set(body, plainOwner(body, kindOf));
    return ofModels.get(body);
  };
  return (manifest: Controllable['manifest']): PlainOwner => {
    const alike = alikePod(manifest);
    if (alike === undefined) return plainOwner(manifest.body, kindOf);
    const owner = ofModel(alike.model.body);
    if (owner === undefined || owner === 'none') return owner;
    return { is: owner.is, name: alike.owner ?? owner.name };
  };
}

/**
 * The owner of an object that names just one, its controller, or `none`, as almost every object does;
 * undefined where it has to be read with more care. A node is no controller to anyone.
 */
function plainOwner({ metadata }: JsonObject, kindOf: KindOf): PlainOwner {
  if (!isJsonObject(metadata)) return undefined;
  const { ownerReferences: references } = metadata;
  if (references === undefined) return 'none';
  if (!Array.isArray(references) || references.length !== 1 || !isJsonObject(references[0])) {
    return undefined;
  }
  const { controller, kind, name, apiVersion }: JsonObject = references[0];
  if (controller !== true || kind === 'Node') return undefined;
  if (typeof kind !== 'string' || typeof name !== 'string') return undefined;
  return typeof apiVersion === 'string' ? { is: kindOf(apiVersion, kind), name } : undefined;
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
