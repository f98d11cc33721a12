import type { IntentEndpoint, NamespaceScope } from './intent';
import type { PortSpec } from './network-policy';
import { DEFAULT_PROTOCOL } from './protocol';
import { formatSelector, selectsEverything } from './selector';

/** More ends or blocks than this are counted and not named. */
const SHOWN = 3;

/** `shop/api`, `pods app=web in namespace shop`, `any pod`: an end of an intent in words. */
export function endWords(end: IntentEndpoint): string {
  switch (end.kind) {
    case 'pods': {
      const pods = selectsEverything(end.pods) ? 'pods' : `pods ${formatSelector(end.pods)}`;
      return `${pods} in ${scopeWords(end.namespaces)}`;
    }
    case 'workload': {
      const { namespace, workloadKind, name } = end;
      return workloadKind === undefined
        ? `${namespace}/${name}`
        : `${namespace}/${workloadKind}/${name}`;
    }
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

function blockWords(cidrs: readonly string[], except: readonly string[]): string {
  const all = isAnyIp(cidrs) ? 'any IP' : firstWords(cidrs);
  return except.length === 0 ? all : `${all} except ${firstWords(except)}`;
}

/** Both families, whole. */
export const ANY_IP_CIDRS: readonly string[] = ['0.0.0.0/0', '::/0'];

/** Whether blocks are any IP, said as usual. */
export function isAnyIp(cidrs: readonly string[]): boolean {
  return cidrs.length === 2 && ANY_IP_CIDRS.every((each) => cidrs.includes(each));
}

/** The first few of a list, and how many more there are. */
export function firstWords(all: readonly string[]): string {
  const shown = all.slice(0, SHOWN).join(', ');
  return all.length > SHOWN ? `${shown} and ${all.length - SHOWN} more` : shown;
}

/** `5432/TCP`, `metrics/TCP`, `8000-8100/TCP`, `all UDP`: ports as they are written everywhere. */
export function portWords({ protocol = DEFAULT_PROTOCOL, port, endPort }: PortSpec): string {
  if (port === undefined) return `all ${protocol}`;
  return `${endPort === undefined ? port : `${port}-${endPort}`}/${protocol}`;
}
