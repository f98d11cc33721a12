import {
  DEFAULT_PROTOCOL,
  formatSelector,
  type IntentEndpoint,
  type NamespaceScope,
  type PortSpec,
  selectsEverything,
} from '../../kernel';

/** An end of an intent as its reader would call it. */
export function endWords(end: IntentEndpoint): string {
  switch (end.kind) {
    case 'pods': {
      const where = scopeWords(end.namespaces);
      return selectsEverything(end.pods)
        ? `pods in ${where}`
        : `pods ${formatSelector(end.pods)} in ${where}`;
    }
    case 'workload':
      return [
        end.namespace,
        ...(end.workloadKind === undefined ? [] : [end.workloadKind]),
        end.name,
      ].join('/');
    case 'service':
      return `svc/${end.namespace}/${end.name}`;
    case 'any-pod':
      return 'any pod';
    case 'addresses':
      return blockWords(end.cidrs, end.except);
    case 'internet':
      return 'the internet';
    case 'cloud-metadata':
      return 'cloud metadata';
    case 'anywhere':
      return 'anyone';
  }
}

function scopeWords(scope: NamespaceScope): string {
  if (scope.kind === 'named') return `namespace ${scope.name}`;
  return selectsEverything(scope.selector)
    ? 'any namespace'
    : `namespaces ${formatSelector(scope.selector)}`;
}

const SHOWN = 3;

function blockWords(cidrs: readonly string[], except: readonly string[]): string {
  const listed = (all: readonly string[]) =>
    all.length > SHOWN
      ? `${all.slice(0, SHOWN).join(', ')} and ${all.length - SHOWN} more`
      : all.join(', ');
  return except.length === 0 ? listed(cidrs) : `${listed(cidrs)} except ${listed(except)}`;
}

/** Several ends as one: at most three are named. */
export function endsWords(ends: readonly IntentEndpoint[]): string {
  const words = [...new Set(ends.map(endWords))];
  if (words.length === 0) return 'nothing';
  const shown = words.slice(0, SHOWN).join(', ');
  return words.length > SHOWN ? `${shown} and ${words.length - SHOWN} more` : shown;
}

/** `5432/TCP, metrics/TCP, 8000-8100/TCP, all UDP`. */
export function portWords(ports: readonly PortSpec[]): string {
  return ports
    .map(({ protocol = DEFAULT_PROTOCOL, port, endPort }) => {
      if (port === undefined) return `all ${protocol}`;
      return `${port}${endPort === undefined ? '' : `-${endPort}`}/${protocol}`;
    })
    .join(', ');
}
