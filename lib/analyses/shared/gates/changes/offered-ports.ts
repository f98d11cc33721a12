import { ALL_PORTS, type PortSet, type PortSpec, PROTOCOLS, samePorts } from '../../../../kernel';

/** The `ports` of a rule for exactly these; `every port` needs none. */
export type OfferedPorts = readonly PortSpec[] | 'every port';

/** Undefined where the ports are no single range that one entry could name: nobody asked for those. */
export function offeredPorts(ports: PortSet): OfferedPorts | undefined {
  if (samePorts(ports, ALL_PORTS)) return 'every port';
  const entries = PROTOCOLS.flatMap((protocol) =>
    ports[protocol].map(
      ([port, endPort]): PortSpec =>
        endPort === port ? { protocol, port } : { protocol, port, endPort },
    ),
  );
  return entries.length === 1 ? entries : undefined;
}
