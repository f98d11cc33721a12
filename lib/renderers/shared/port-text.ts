import { formatPorts, fromPortRanges, type PortRanges } from '../../kernel';

/** How many ranges a cell shows before it counts the rest. */
const SHOWN_RANGES = 3;

/** Whether there is no port at all. */
export function isNothing(ranges: PortRanges): boolean {
  return Object.keys(ranges).length === 0;
}

/** `all`, `5432/TCP`, `53/TCP, 53/UDP`: ports in full. */
export function portsText(ranges: PortRanges): string {
  return formatPorts(fromPortRanges(ranges));
}

/** `all`, `5432`, `53,53/UDP`, `80,443,8080 +2`: ports as short as a cell wants them, TCP unless said. */
export function cellPorts(ranges: PortRanges): string {
  const parts = portsText(ranges)
    .split(', ')
    .map((part) => part.replace(/^all /, 'all/').replace(/^(\d.*)\/TCP$/, '$1'));
  const more = parts.length - SHOWN_RANGES;
  const shown = parts.slice(0, SHOWN_RANGES).join(',');
  return more > 0 ? `${shown} +${more}` : shown;
}
