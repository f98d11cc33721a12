import {
  anyPort,
  groupBy,
  intersectPorts,
  noPorts,
  type PortSet,
  PROTOCOLS,
  subtractPorts,
  unionPorts,
} from '../../kernel';

/** Ports that share everything that was asked about them. */
export interface Cut<T> {
  readonly ports: PortSet;
  readonly shared: T;
}

/** Cuts `ports` along `edges`, joins the parts again of which `about` says the same, and sorts them. */
export function cutPorts<T>(
  ports: PortSet,
  edges: readonly PortSet[],
  about: (part: PortSet) => T,
): readonly Cut<T>[] {
  let parts: readonly PortSet[] = noPorts(ports) ? [] : [ports];
  for (const edge of edges) {
    parts = parts
      .flatMap((part) => [intersectPorts(part, edge), subtractPorts(part, edge)])
      .filter((part) => !noPorts(part));
  }
  const told = parts.map((part) => ({ ports: part, shared: about(part) }));
  return [...groupBy(told, ({ shared }) => JSON.stringify(shared)).values()]
    .flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [{ ...first, ports: others.map((each) => each.ports).reduce(unionPorts, first.ports) }],
    )
    .sort((a, b) => placeOf(a.ports) - placeOf(b.ports));
}

/** Sorts by the lowest port, TCP before UDP before SCTP. */
function placeOf(ports: PortSet): number {
  const lowest = anyPort(ports);
  return lowest === undefined ? 0 : PROTOCOLS.indexOf(lowest.protocol) * 100_000 + lowest.port;
}
