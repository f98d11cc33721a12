import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Provenance, provenanceOf } from '../constructs';
import {
  type Diagnostic,
  isJsonObject,
  type Json,
  type JsonObject,
  ownField,
  type Source,
} from '../kernel';
import { type Manifest, manifestsOf } from '../manifests';
import { creationLineOf } from './creation-lines';

/** What a file name of cdk8s is made of. */
interface Written {
  readonly kind: string;
  readonly name: string;
}

/** One Kubernetes object that an app emits, and where it comes from. */
export interface EmittedObject {
  /** What emits it: itself, or the list that holds it. */
  readonly object: ApiObject;
  /** Kind and name of what cdk8s writes: those of the list, for an item of a list. */
  readonly written: Written;
  readonly manifest: Manifest;
  /** The object as it stands in the manifest, patches included. */
  readonly body: JsonObject;
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent where the manifest has none, or an empty one. */
  readonly namespace?: string;
  readonly name: string;
  /** For an object that no construct of this package made: the construct, and at most its line. */
  readonly provenance: Provenance;
}

/** What cannot be read of an ApiObject that is, or may hold, a policy. */
export interface Unreadable {
  readonly object: ApiObject;
  readonly problem: Diagnostic;
}

/** Everything that an app, or a part of one, emits, lists unpacked, in the order of the construct tree. */
export interface Emission {
  readonly objects: readonly EmittedObject[];
  readonly unreadable: readonly Unreadable[];
  /** What each ApiObject is written as: what is proven, and nothing that was computed anew. */
  readonly written: ReadonlyMap<ApiObject, Json>;
}

/** Reads everything that an app, or a part of one, emits. Serializes each object once. */
export function emissionOf(root: IConstruct): Emission {
  const all = root.node
    .findAll()
    .flatMap((construct) => (ApiObject.isApiObject(construct) ? [emissionFrom(construct)] : []));
  return {
    objects: all.flatMap(({ objects }) => objects),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
    written: new Map(all.flatMap(({ written }) => [...written])),
  };
}

/** Kinds of which nothing may be left unread: a list can hold a policy. */
const MAY_BE_POLICY: readonly string[] = ['NetworkPolicy', 'NetworkPolicyList', 'List'];

function emissionFrom(object: ApiObject): Emission {
  const json: Json = object.toJson();
  const body = isJsonObject(json) ? json : {};
  const { manifests, diagnostics } = manifestsOf([body]);
  const metadata = ownField(body, 'metadata');
  const written = { kind: textIn(body, 'kind') ?? '', name: textIn(metadata, 'name') ?? '' };
  const provenance = whence(object);
  const readable = manifests.map((manifest): EmittedObject => {
    const { apiVersion, kind, namespace, name } = manifest;
    return {
      object,
      written,
      manifest,
      body: manifest.body,
      apiVersion,
      kind,
      ...(namespace !== undefined && { namespace }),
      name,
      provenance,
    };
  });
  const mayBePolicy = MAY_BE_POLICY.includes(written.kind);
  const problems = diagnostics.filter(({ severity }) => severity === 'error' && mayBePolicy);
  return {
    objects: readable,
    unreadable: problems.map((problem) => ({ object, problem })),
    written: new Map([[object, json]]),
  };
}

function textIn(json: Json | undefined, field: string): string | undefined {
  const found = isJsonObject(json) ? ownField(json, field) : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The API group of an object; empty for the core group. */
export function groupOf({ apiVersion }: EmittedObject): string {
  return apiVersion.includes('/') ? apiVersion.replace(/\/.*$/, '') : '';
}

/**
 * Whether an object is a NetworkPolicy of Kubernetes, or was meant to be one: a group without a dot
 * is Kubernetes' own, and the group forgotten is the core group. Others name kinds of their own so.
 */
export function isPolicy(each: EmittedObject): boolean {
  const group = groupOf(each);
  return each.kind === 'NetworkPolicy' && (group === 'networking.k8s.io' || !group.includes('.'));
}

/** `NetworkPolicy shop/web`, `Namespace shop`: an object in words. */
export function nameOf({ kind, namespace, name }: EmittedObject): string {
  return `${kind} \`${namespace === undefined ? '' : `${namespace}/`}${name}\``;
}

/** What makes two objects one and the same in a cluster; versions of a group share their objects. */
export function identityOf(each: EmittedObject): string {
  return [groupOf(each), each.kind, each.namespace ?? '', each.name].join(' ');
}

/** Where an object comes from: what its construct recorded, else where the app saw it created. */
function whence(object: ApiObject): Provenance {
  const recorded = provenanceOf(object);
  if (recorded?.typescript !== undefined) return recorded;
  const line = creationLineOf(object);
  const typescript = line === undefined ? {} : { typescript: line };
  return { construct: object.node.path, rules: [], ...recorded, ...typescript };
}

/** Where an object was written: its construct, and the author's line where that is known. */
export function sourceOf({ object }: Pick<EmittedObject, 'object'>): Source {
  const { construct, typescript: line } = whence(object);
  return {
    file: line?.file ?? '(in memory)',
    ...(line !== undefined && { line: line.line, column: line.column }),
    construct,
  };
}

/** The objects that share a key with an earlier one, each with the first that has it. */
export function clashes(
  objects: readonly EmittedObject[],
  keyOf: (each: EmittedObject) => string,
): readonly { readonly first: EmittedObject; readonly again: EmittedObject }[] {
  const seen = new Map<string, EmittedObject>();
  return objects.flatMap((again) => {
    const key = keyOf(again);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, again);
    return first === undefined ? [] : [{ first, again }];
  });
}
