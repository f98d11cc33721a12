import { dnsLabelProblems } from '../../kernel/field-rules';
import { isProtocol } from '../../kernel/protocol';
import { SELECTOR_OPERATORS } from '../../kernel/selector-operator';

/** A field of something that may be anything; undefined where it has no such field. */
export function fieldOf(found: unknown, name: string): unknown {
  return typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined;
}

/** Whether something is a list of at least one item, each of them `fits`; a hole is an item too. */
export function isListOf(found: unknown, fits: (item: unknown) => boolean): boolean {
  return Array.isArray(found) && found.length > 0 && Array.from(found).every(fits);
}

/** Whether an object has no fields but `known`. */
function hasOnly(found: unknown, known: readonly string[]): boolean {
  return (
    typeof found === 'object' &&
    found !== null &&
    Object.keys(found).every((name) => known.includes(name))
  );
}

function isText(found: unknown): found is string {
  return typeof found === 'string';
}

/** Whether something is a name that a namespace can have. */
export function isNamespaceName(found: unknown): boolean {
  return isText(found) && dnsLabelProblems(found).length === 0;
}

/** Whether something is a test of a label: operators that compare have values, the others none. */
export function isTestShape(found: unknown): boolean {
  const operator = fieldOf(found, 'operator');
  const values = fieldOf(found, 'values');
  if (!SELECTOR_OPERATORS.some((known) => known === operator)) return false;
  if (operator === 'In' || operator === 'NotIn') return isListOf(values, isText);
  return values === undefined || (Array.isArray(values) && values.length === 0);
}

/** Whether something is a selector with at least one condition: an empty one selects everything. */
export function isSelectorShape(found: unknown): boolean {
  if (!hasOnly(found, ['matchLabels', 'matchExpressions'])) return false;
  const labels = fieldOf(found, 'matchLabels');
  const tests = fieldOf(found, 'matchExpressions');
  return (
    (labels !== undefined || tests !== undefined) &&
    (labels === undefined || areLabels(labels)) &&
    (tests === undefined || isListOf(tests, isRequirement))
  );
}

function areLabels(found: unknown): boolean {
  return typeof found === 'object' && found !== null && isListOf(Object.values(found), isText);
}

function isRequirement(found: unknown): boolean {
  return isText(fieldOf(found, 'key')) && isTestShape(found);
}

/** Whether something is the pods of `pods(...)`, or of a workload. */
export function isPodsShape(found: unknown): boolean {
  if (fieldOf(found, 'kind') !== 'pods' || !isSelectorShape(fieldOf(found, 'selector')))
    return false;
  const isPlaced = typeof found === 'object' && found !== null && 'namespaceName' in found;
  return !isPlaced || isNamespaceName(fieldOf(found, 'namespaceName'));
}

/** Whether something is a namespace, or several, as a peer. */
export function isNamespaceShape(found: unknown): boolean {
  switch (fieldOf(found, 'kind')) {
    case 'namespace':
      return isNamespaceName(fieldOf(found, 'name'));
    case 'namespaces':
      return isSelectorShape(fieldOf(found, 'selector'));
    default:
      return fieldOf(found, 'kind') === 'all-namespaces';
  }
}

/** Whether something is addresses: at least one block, each of which leaves out something or nothing. */
export function isAddressesShape(found: unknown): boolean {
  return (
    fieldOf(found, 'kind') === 'addresses' &&
    isText(fieldOf(found, 'label')) &&
    Array.isArray(fieldOf(found, 'excluded')) &&
    isListOf(fieldOf(found, 'blocks'), isBlock)
  );
}

function isBlock(found: unknown): boolean {
  const except = fieldOf(found, 'except');
  return (
    hasOnly(found, ['cidr', 'except']) &&
    isText(fieldOf(found, 'cidr')) &&
    (except === undefined || isListOf(except, isText))
  );
}

/** Whether something is a peer whose every condition is there. */
export function isPeerShape(found: unknown): boolean {
  switch (fieldOf(found, 'kind')) {
    case 'pods':
      return isPodsShape(found);
    case 'pods-in':
      return (
        isSelectorShape(fieldOf(found, 'selector')) && isNamespaceShape(fieldOf(found, 'place'))
      );
    case 'addresses':
      return isAddressesShape(found);
    default:
      return fieldOf(found, 'kind') === 'same-namespace' || isNamespaceShape(found);
  }
}

/** Whether something is a port of a manifest that says its protocol and drops no condition. */
export function isPortSpecShape(found: unknown): boolean {
  if (!hasOnly(found, ['protocol', 'port', 'endPort'])) return false;
  if (typeof found !== 'object' || found === null) return false;
  const protocol = fieldOf(found, 'protocol');
  const port = fieldOf(found, 'port');
  return (
    isText(protocol) &&
    isProtocol(protocol) &&
    (!('port' in found) || typeof port === 'number' || isText(port)) &&
    (!('endPort' in found) || typeof fieldOf(found, 'endPort') === 'number')
  );
}
