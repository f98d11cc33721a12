import type { IntentEndpoint } from '../../kernel/intent';
import { type NamedObject, parseNamedObject } from '../../kernel/named-object';
import { nearest } from '../../kernel/suggest';
import { frozen } from './frozen';
import { type NamespaceLike, namespace } from './namespaces';
import { type Anywhere, type Everyone, kindOf, type Peer } from './peer';
import type { Subject } from './pods';
import { refuse, show } from './refuse';
import { fieldOf, isNamespaceName, isPeerShape } from './shape';

/** An end that only an intent can have: no policy can name it. */
export type NamedEnd = Extract<
  IntentEndpoint,
  { readonly kind: 'workload' | 'service' | 'any-pod' | 'cloud-metadata' }
>;

/** An end of an intent as it is kept: a namespace construct has become its namespace. */
export type PlainEnd = Subject | Peer | Everyone | Anywhere | NamedEnd;

/** One end of an intent: whatever a rule can name, and what only an intent can. */
export type IntentEnd = PlainEnd | NamespaceLike;

/**
 * Any pod of any namespace: those that are known, and those that may come to exist.
 *
 * @example
 * no(anyPod()).reaches(cloudMetadata())
 */
export function anyPod(): NamedEnd {
  return frozen({ kind: 'any-pod' });
}

/**
 * Every address at which a cloud serves metadata or credentials, of both families.
 *
 * @example
 * no(anyPod()).reaches(cloudMetadata())
 */
export function cloudMetadata(): NamedEnd {
  return frozen({ kind: 'cloud-metadata' });
}

/**
 * The pods of one workload, by its name in the manifests: `namespace/name`, or
 * `namespace/Kind/name` where two share a name.
 *
 * @example
 * only(workload('shop/api')).reaches(workload('shop/StatefulSet/db'), tcp(5432))
 * @throws {InvalidInputError} for a name that no workload can have
 */
export function workload(name: `${string}/${string}`): NamedEnd {
  const { kind, ...named } = checkedName('workload', name);
  return frozen({ kind: 'workload', ...named, ...(kind !== undefined && { workloadKind: kind }) });
}

/**
 * The pods behind a Service, `namespace/name`. Ports towards it are ports of the Service.
 *
 * @example
 * every(workload('shop/api')).reaches(service('shop/db'), tcp(5432))
 * @throws {InvalidInputError} for a name that no Service can have
 */
export function service(name: `${string}/${string}`): NamedEnd {
  const { kind, ...named } = checkedName('service', name);
  if (kind !== undefined) refuseName('service', name);
  return frozen({ kind: 'service', ...named });
}

function checkedName(call: string, name: unknown): NamedObject {
  const named = typeof name === 'string' ? parseNamedObject(name) : undefined;
  return named ?? refuseName(call, name);
}

function refuseName(call: string, name: unknown): never {
  const message = `\`${call}\` got ${show(name)}, which is no name of a ${call}`;
  const help = `write 'namespace/name', as in ${call}('shop/db')`;
  return refuse({ code: 'constructs/illegal-object-name', message, help });
}

/** The kinds of ends that are no peers, and need nothing but their kind. */
const BARE_KINDS: readonly unknown[] = [
  'all-pods',
  'everyone',
  'anywhere',
  'any-pod',
  'cloud-metadata',
] satisfies PlainEnd['kind'][];

/** Whether something is an end of an intent whose every condition is there. */
export function isPlainEnd(found: unknown): found is PlainEnd {
  const kind = kindOf(found);
  if (kind === 'workload' || kind === 'service') {
    const name = `${fieldOf(found, 'namespace')}/${fieldOf(found, 'name')}`;
    return parseNamedObject(name) !== undefined;
  }
  return BARE_KINDS.includes(kind) || isPeerShape(found);
}

/** An end as it is kept; undefined for what is none. A construct is never kept: it would be frozen. */
export function plainEndOf(found: unknown): PlainEnd | undefined {
  if (isPlainEnd(found)) return found;
  const name = kindOf(found) === undefined ? fieldOf(found, 'namespaceName') : undefined;
  return typeof name === 'string' && isNamespaceName(name) ? namespace(name) : undefined;
}

const CALLS = ['anyPod', 'internet', 'cloudMetadata', 'anywhere', 'everyone', 'allPods'];

/** `, did you mean anyPod()?`, or nothing: what a text in place of an end may stand for. */
export function insteadOf(found: unknown): string {
  if (typeof found !== 'string') return '';
  const name = parseNamedObject(found) === undefined ? undefined : `workload('${found}')`;
  const word = nearest(found.replaceAll('-', ''), CALLS);
  const meant = name ?? (word === undefined ? undefined : `${word}()`);
  return meant === undefined ? '' : `, did you mean ${meant}?`;
}
