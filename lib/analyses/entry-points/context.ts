import type { Cluster, FlowEnd, Implementation, Service, ServicePort } from '../../model';
import { type Profile, questionOf } from '../../platform';
import type { EntryFlow, EntryTarget } from '../../results';
import type { ServiceBackends, ServiceTarget } from '../shared/service-backends';
import type { Controller } from './controllers';
import type { Destination, Judge, Judged } from './judge';

/** What every entry point of one answer shares. */
export interface Context {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly judge: Judge;
  /** By `namespace/name`. */
  readonly services: ReadonlyMap<string, Service>;
  readonly find: (service: Service, port: ServicePort) => ServiceBackends;
  readonly controllerOf: (implementation: Implementation) => Controller;
}

/** A verdict as results write it. */
export function flowOf(
  flow: Pick<EntryFlow, 'from' | 'endpoint' | 'cidrs'>,
  { verdict, reasons }: Judged,
  closed: () => EntryFlow['closed'],
): EntryFlow {
  return {
    ...flow,
    verdict,
    reasons: reasons.map((id) => ({ id, question: questionOf(id) })),
    closed: verdict === 'denied' ? closed() : [],
  };
}

/** Where a port of a Service leads, with whoever gets there. */
export function targetOf(
  { protocol }: ServicePort,
  { end, port, declares }: ServiceTarget,
  flows: (destination: Destination) => readonly EntryFlow[],
): EntryTarget {
  const to: FlowEnd =
    'pods' in end
      ? { kind: 'pod', pod: end.pods[0] }
      : { kind: 'addresses', addresses: end.addresses };
  return {
    to: end.endpoint.id,
    port,
    protocol,
    declares,
    flows: flows({ to, protocol, port }),
  };
}
