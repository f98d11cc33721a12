import { ALL_PORTS, anyPort, fromPortRanges, samePorts } from '../../kernel';
import type { Violation, WitnessEnd } from '../../results';
import { endName } from '../shared/end-name';
import { shellWords } from '../shared/shell-words';

/**
 * The command that explains a violation, or what governs the one end of it that exists already;
 * undefined where neither does.
 */
export function explainCommand(
  { from, to, ports }: Violation,
  input: readonly string[],
): string | undefined {
  const ends = [from, to].flatMap((end) => (end.kind === 'possible-pod' ? [] : [end]));
  const [only, other] = ends;
  if (only === undefined) return undefined;
  if (other !== undefined) {
    return explaining([argumentFor(only), withPort(argumentFor(other), ports), ...input]);
  }
  return only.kind === 'workload' ? explaining([only.id, ...input]) : undefined;
}

function argumentFor(end: Exclude<WitnessEnd, { kind: 'possible-pod' }>): string {
  if (end.kind === 'workload') return end.id;
  const name = endName(end);
  if (name === 'any IP') return 'any-ip';
  if (end.cidrs.includes(BEST_KNOWN)) return BEST_KNOWN.replace('/32', '');
  // What has no name of its own is asked about by its first block.
  return name.includes(' ') ? end.id.replace(/\/(32|128)$/, '') : name;
}

/** Of the addresses that serve metadata, the one that answers call them by. */
const BEST_KNOWN = '169.254.169.254/32';

function withPort(name: string, ports: Violation['ports']): string {
  const asked = fromPortRanges(ports);
  const first = anyPort(asked);
  if (first === undefined || samePorts(asked, ALL_PORTS)) return name;
  const protocol = first.protocol === 'TCP' ? '' : `/${first.protocol}`;
  const host = name.includes(':') ? `[${name}]` : name;
  return `${host}:${first.port}${protocol}`;
}

function explaining(words: readonly string[]): string {
  return shellWords(['netpol', 'explain', ...words]);
}
