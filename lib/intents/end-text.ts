import {
  type IntentEndpoint,
  isAnyIp,
  type NamespaceScope,
  type Requirement,
  type Selector,
  selectsEverything,
} from '../kernel';

/** An end as an intents file says it: a word, a name, or a map. */
export function endAsData(end: IntentEndpoint): unknown {
  switch (end.kind) {
    case 'pods': {
      const pods = selectsEverything(end.pods) ? {} : { pods: selectorAsData(end.pods) };
      return { ...pods, ...namespacesAsData(end.namespaces) };
    }
    case 'workload':
      return [end.namespace, end.workloadKind, end.name].filter(Boolean).join('/');
    case 'service':
      return `svc/${end.namespace}/${end.name}`;
    case 'addresses':
      return addressesAsData(end.cidrs, end.except);
    case 'any-pod':
    case 'internet':
    case 'cloud-metadata':
    case 'anywhere':
      return end.kind;
  }
}

/** One end, or a list of several. */
export function endsAsData(ends: readonly IntentEndpoint[]): unknown {
  return oneOrList(ends.map(endAsData));
}

/** The only item of a list, or the list. */
export function oneOrList(items: readonly unknown[]): unknown {
  return items.length === 1 ? items[0] : items;
}

function namespacesAsData(scope: NamespaceScope): object {
  if (scope.kind === 'named') return { namespace: scope.name };
  if (selectsEverything(scope.selector)) return { namespaces: 'all' };
  return { namespaces: selectorAsData(scope.selector) };
}

function addressesAsData(cidrs: readonly string[], except: readonly string[]): unknown {
  if (except.length > 0) return { cidr: oneOrList(cidrs), except: oneOrList(except) };
  if (cidrs.length === 1) return cidrs[0];
  return isAnyIp(cidrs) ? 'any-ip' : { cidr: cidrs };
}

/** Keys that a map of labels has for more than one use. */
const OF_KUBERNETES: readonly string[] = ['matchLabels', 'matchExpressions'];

/** Labels with their values where that says it, and what is left as `matchExpressions`. */
function selectorAsData({ requirements }: Selector): object {
  const isLabel = ({ key, operator }: Requirement) =>
    operator === 'In' &&
    !OF_KUBERNETES.includes(key) &&
    requirements.filter((each) => each.key === key).length === 1;
  const labels = requirements.filter(isLabel).map(({ key, values }) => [key, valueAsData(values)]);
  const rest = requirements.filter((each) => !isLabel(each)).map(expressionAsData);
  return {
    ...Object.fromEntries(labels),
    ...(rest.length > 0 && { matchExpressions: rest }),
  };
}

function valueAsData(values: readonly string[]): unknown {
  const [only] = values;
  return values.length === 1 && only !== '' ? only : values;
}

function expressionAsData({ key, operator, values }: Requirement): object {
  return { key, operator, ...(values.length > 0 && { values }) };
}
