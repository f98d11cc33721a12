import { NO_PORTS, once, type PortSet, portRange, unionPorts } from '../../../kernel';
import type { Pod } from '../../../model';
import type { Examined } from '../check';
import { backedBy } from './backing';
import { hasKnownContainers } from './containers';

/**
 * The ports on which a pod answers, as far as its manifests tell: those that its containers declare and
 * those to which Services send. Undefined where they tell none, because ports need not be declared.
 */
export function listeningPorts(examined: Examined, pod: Pod): PortSet | undefined {
  return listening(examined)(pod);
}

const listening = once((examined: Examined) =>
  once((pod: Pod): PortSet | undefined => {
    if (!hasKnownContainers(examined, pod)) return undefined;
    const sent = backedBy(examined, pod);
    // A name that no container declares leads to a port that nobody knows.
    if (sent.some(({ target }) => target === undefined)) return undefined;
    const declared = pod.ports.map(({ protocol, port }) => portRange(protocol, port));
    const targets = sent.flatMap(({ port, target }) =>
      target === undefined ? [] : [portRange(port.protocol, target)],
    );
    const known = [...declared, ...targets];
    return known.length === 0 ? undefined : known.reduce(unionPorts, NO_PORTS);
  }),
);
