import type { PortSpec } from '../../kernel/network-policy';
import { show } from '../dsl';
import type { Objection } from '../dsl/refuse';

/** What is wrong with names of ports towards ends that are no pods: nobody is asked for them. */
export function portNames(
  call: string,
  ends: string,
  ports: 'all' | readonly PortSpec[],
): readonly Objection[] {
  if (ports === 'all') return [];
  return ports.flatMap(({ port }) => {
    if (typeof port !== 'string') return [];
    const message = `port ${show(port)} is a name, and ${ends} of \`${call}\` have no pods to look it up on`;
    return [{ code: 'constructs/named-port-to-address', message }];
  });
}
