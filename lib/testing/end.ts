import type { ExplainEnd, PodEnd } from '../analyses';
import { type IntentEndpoint, UsageError } from '../kernel';
import type { Service } from '../model';
import type { Net } from './net';
import { checkPorts, type PortArgument, portsInWords } from './ports';

/** One end of flows, and what a matcher asks about: `net.pod('shop/api')`, `net.to('shop/db')`. */
export interface NetEnd {
  readonly kind: 'netpol-end';
  /** As failure messages call it. */
  readonly name: string;
  /**
   * The same end on these ports only, for a list of ends that differ in their ports.
   *
   * @example
   * expect(net.pod('shop/api')).toReachOnly([net.to('shop/db').on(tcp(5432)), dns.on(udp(53))]);
   */
  on(...ports: readonly [PortArgument, ...PortArgument[]]): NetEnd;
}

/** What an end means in its manifests. */
export interface EndMeaning {
  readonly name: string;
  readonly net: Net;
  /** The pods and addresses that it means now. */
  readonly known: readonly ExplainEnd[];
  /** Where the end is a Service; `known` is what it selects. */
  readonly service?: Service;
  /** The same for pods that may come to exist; absent for one pod among several of a workload. */
  readonly endpoint?: IntentEndpoint;
  /** Whether the end also means pods that do not exist yet. */
  readonly speaksOf: 'known' | 'possible';
  /** @default - the ports that the question names */
  readonly ports: readonly PortArgument[];
}

/** What ends mean, beside them: a test that prints an end should not print a cluster. */
const MEANINGS = new WeakMap<object, EndMeaning>();

/** The end with this meaning. */
export function endOf(meaning: EndMeaning): NetEnd {
  const { name, ports } = meaning;
  const end: NetEnd = Object.freeze({
    kind: 'netpol-end',
    name: ports.length === 0 ? name : `${name} ${portsInWords(ports)}`,
    on: (...chosen: readonly PortArgument[]) => {
      if (chosen.length === 0) throw new UsageError('`on()` got no port: write on(tcp(5432))');
      checkPorts(chosen);
      return endOf({ ...meaning, ports: chosen });
    },
  });
  MEANINGS.set(end, meaning);
  return end;
}

/** What an end means; undefined for what is no end. */
export function meaningOf(found: unknown): EndMeaning | undefined {
  return typeof found === 'object' && found !== null ? MEANINGS.get(found) : undefined;
}

/** The pods among the ends. */
export function podsAmong(ends: readonly ExplainEnd[]): readonly PodEnd[] {
  return ends.flatMap((end) => ('pods' in end ? [end] : []));
}
