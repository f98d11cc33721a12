import {
  type Diagnostic,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectPath,
  ownField,
} from '../kernel';
import { describeType, typeInWords } from './describe-type';
import { type Manifest, mergeResults, onlyDiagnostics, type ReadResult } from './manifest';
import { originOf, type Whereabouts } from './place';
import { type ProblemCode, problem } from './problem';

/** What the items of a typed list need not say: `PodList` holds Pods of its own apiVersion. */
interface Implied {
  readonly apiVersion?: Json | undefined;
  readonly kind?: string | undefined;
}

function refused(
  code: ProblemCode,
  message: string,
  where: Whereabouts,
  extra: { readonly path?: ObjectPath; readonly help?: string } = {},
): ReadResult {
  const source = originOf(where).at(extra.path ?? []);
  return onlyDiagnostics([problem(code, { message, source, help: extra.help })], 0);
}

function isNonEmptyText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

/** Whether an object is a list of objects: a `List`, or a typed list such as `PodList`. */
function isList(body: JsonObject, kind: string): boolean {
  if (kind === 'List') return true;
  const items = ownField(body, 'items');
  return kind.endsWith('List') && items !== undefined && (items === null || Array.isArray(items));
}

function unpackList(body: JsonObject, kind: string, where: Whereabouts): ReadResult {
  const items = ownField(body, 'items') ?? [];
  if (!Array.isArray(items)) {
    return refused(
      'list-without-items',
      `\`items\` of a ${kind} is ${typeInWords(items)}, not a list`,
      where,
      { path: ['items'] },
    );
  }
  const itemKind = kind.slice(0, -'List'.length);
  const implied: Implied =
    itemKind === '' ? {} : { kind: itemKind, apiVersion: ownField(body, 'apiVersion') };
  return mergeResults(
    items.map((item: Json, i) =>
      unpackOne(item, { ...where, prefix: [...(where.prefix ?? []), 'items', i] }, implied),
    ),
  );
}

/** `metadata.name` and `metadata.namespace`, which every later step relies on being text. */
function identity(
  body: JsonObject,
  where: Whereabouts,
): { name: string; namespace: string | undefined; diagnostics: Diagnostic[] } {
  const metadata = ownField(body, 'metadata') ?? {};
  const diagnostics: Diagnostic[] = [];
  const wrongType = (value: Json, path: ObjectPath, field: string, type: string) => {
    const message = `json: cannot unmarshal ${describeType(value)} into Go struct field ${field} of type ${type}`;
    const help =
      typeof value === 'object'
        ? undefined
        : `put it in quotes: \`${JSON.stringify(String(value))}\``;
    diagnostics.push(problem('wrong-type', { message, source: originOf(where).at(path), help }));
  };
  const text = (fields: JsonObject, name: string): string => {
    const value = ownField(fields, name) ?? '';
    if (typeof value === 'string') return value;
    wrongType(value, ['metadata', name], `ObjectMeta.metadata.${name}`, 'string');
    return '';
  };
  if (!isJsonObject(metadata)) {
    wrongType(metadata, ['metadata'], '.metadata', 'v1.ObjectMeta');
    return { name: '', namespace: undefined, diagnostics };
  }
  const name = text(metadata, 'name');
  const namespace = text(metadata, 'namespace');
  return { name, namespace: namespace === '' ? undefined : namespace, diagnostics };
}

function missing(field: 'apiVersion' | 'kind', where: Whereabouts): ReadResult {
  return refused('no-kind', `\`${field}\` is missing: this is not a Kubernetes object`, where, {
    help: `add \`${field}\`, or leave the file out if it is no manifest (Helm values, a kustomization)`,
  });
}

function unpackOne(value: Json, where: Whereabouts, implied: Implied): ReadResult {
  if (!isJsonObject(value)) {
    return refused('not-an-object', `${typeInWords(value)} is not a Kubernetes object`, where);
  }
  const kind = ownField(value, 'kind') ?? implied.kind;
  const apiVersion = ownField(value, 'apiVersion') ?? implied.apiVersion;
  if (!isNonEmptyText(kind)) return missing('kind', where);
  if (!isNonEmptyText(apiVersion)) return missing('apiVersion', where);
  if (isList(value, kind)) return unpackList(value, kind, where);
  const { name, namespace, diagnostics } = identity(value, where);
  if (diagnostics.length > 0) return onlyDiagnostics(diagnostics, 0);
  const manifest: Manifest = {
    apiVersion,
    kind,
    name,
    namespace,
    body: value,
    origin: originOf(where),
  };
  return { manifests: [manifest], diagnostics: [], files: 0 };
}

/** The objects of one document: itself, or what the lists in it hold, however deep. */
export function unpack(value: Json, where: Whereabouts): ReadResult {
  return unpackOne(value, where, {});
}
