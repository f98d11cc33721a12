import type { Endpoint, ReachResult } from '../../results';
import { endName } from '../shared/end-name';

/** How the ends are called in one answer. */
export interface Names {
  /** The one namespace of all workloads, whose name is said once above the answer. */
  readonly namespace: string | undefined;
  readonly of: (endpoint: Endpoint) => string;
  /** The name of a policy from its id. */
  readonly ofPolicy: (id: string) => string;
}

/** Names without their namespace where all workloads share one. */
export function namesFor(endpoints: readonly Endpoint[]): Names {
  const namespaces = new Set(
    endpoints.flatMap((endpoint) => (endpoint.kind === 'workload' ? [endpoint.namespace] : [])),
  );
  const [namespace] = namespaces.size === 1 ? namespaces : [];
  const of = (endpoint: Endpoint) =>
    namespace === undefined ? endName(endpoint) : localName(endpoint);
  const prefix = `${namespace}/`;
  const ofPolicy = (id: string) => (id.startsWith(prefix) ? id.slice(prefix.length) : id);
  return { namespace, of, ofPolicy };
}

/** What holds for the whole answer: the namespace that its names leave out, and the profile. */
export function titleOf({ profile }: ReachResult, { namespace }: Names): string {
  const where = namespace === undefined ? 'all namespaces' : `namespace ${namespace}`;
  return `${where}, profile ${profile}`;
}

/** The name inside its namespace, which the reader has to know from elsewhere. */
export function localName(endpoint: Endpoint): string {
  return endpoint.kind === 'workload'
    ? endpoint.id.slice(endpoint.namespace.length + 1)
    : endName(endpoint);
}
