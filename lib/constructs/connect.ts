import { decline } from './composite-refusals';
import { Connection, type ConnectionEnd, type EndOptions } from './connection';
import { type EveryPort, type Listed, type Port, show } from './dsl';
import { unusedId } from './openings';
import { slugOf } from './places';
import { isWorkload, podsOf, type WorkloadLike } from './pods-of';

/** A connection that lacks its ports: not a connection yet. `.on(...)` creates it. */
export interface ConnectionWithoutPorts {
  /**
   * Creates the connection, on ports of the destination's pods.
   *
   * @throws {InvalidInputError} as `Connection`, and for no port
   */
  on(...ports: Listed<Port> | readonly [EveryPort]): Connection;
}

/** A connection that lacks its other end. */
export interface ConnectionFrom {
  /** The end that is reached: another workload, or any end of a `Connection`. */
  to(end: WorkloadLike | ConnectionEnd, options?: EndOptions): ConnectionWithoutPorts;
}

/**
 * Connects a cdk8s-plus workload: sugar over `Connection`, which is created inside the workload and
 * named after both ends.
 *
 * @example
 * connect(web).to(db).on(tcp(5432));
 * // new Connection(web, 'web-to-db', { from: podsOf(web), to: podsOf(db), on: [tcp(5432)] })
 * @throws {InvalidInputError} for what is no workload; the rest as `Connection`
 */
export function connect(workload: WorkloadLike): ConnectionFrom {
  if (!isWorkload(workload)) {
    const message = `\`connect\` got ${show(workload)}, which is no workload`;
    const help = 'pass a workload of cdk8s-plus, or write new Connection(scope, id, { ... })';
    decline({ code: 'constructs/not-a-workload', message, help });
  }
  const from = podsOf(workload);
  return {
    to: (end, options = {}) => ({
      on: (...ports) => {
        const to = isWorkload(end) ? podsOf(end) : end;
        const id = unusedId(workload, `${slugOf(from)}-to-${slugOf(to)}`);
        return new Connection(workload, id, { ...options, from, to, on: ports });
      },
    }),
  };
}
