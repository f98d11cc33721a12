import { diff } from '../../analyses';
import {
  formatPorts,
  fromPortRanges,
  NO_PORTS,
  noPorts,
  type PortRanges,
  type PortSet,
  subtractPorts,
} from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { DiffResult, Fix } from '../../results';

/** A change of one object, as the clusters that it is made in. */
export interface ProposedChange {
  readonly before: Cluster;
  readonly after: Cluster;
  readonly profile: Profile;
}

/**
 * Why a change is not proven to do what its fix says, to pods that are known and to those that may
 * come to exist; undefined where it is.
 */
export function whyUnproven(
  { before, after, profile }: ProposedChange,
  { opens }: Pick<Fix, 'opens'>,
): string | undefined {
  const result = diff(before, after, profile, { maxPairs: Number.POSITIVE_INFINITY });
  const meant = opens === undefined ? NO_PORTS : fromPortRanges(opens);
  const wrong = knownChange(result, meant) ?? possibleChange(result, meant);
  if (wrong !== undefined) return wrong;
  if (opens === undefined) return WHY_OPEN[result.equivalence];
  return result.possible.length > FEW ? 'it would change more flows than it says' : undefined;
}

/** A diff does not list all that differs; where it lists few, it does. */
const FEW = 10;

const WHY_OPEN: Readonly<Record<DiffResult['equivalence'], string | undefined>> = {
  proven: undefined,
  differs: 'it would change what passes',
  undecided: 'whether it changes what passes is not decided for this profile',
  'over-budget': 'it would take too long to prove that nothing else passes by it',
};

/** What would differ between workloads and addresses, beside what is meant. */
function knownChange({ rows, workloads }: DiffResult, meant: PortSet): string | undefined {
  const flows = [...rows, ...workloads.flatMap((each) => each.flows)];
  for (const { from, to, gained, lost } of flows) {
    const stopped = fromPortRanges(lost);
    if (!noPorts(stopped)) return `it would stop ${from} to ${to} on ${formatPorts(stopped)}`;
    const more = besides(gained, meant);
    if (more !== undefined) return `it would let ${from} reach ${to} on ${more}`;
  }
  return undefined;
}

function possibleChange({ possible }: DiffResult, meant: PortSet): string | undefined {
  for (const { change, from, to, ports } of possible) {
    const flow = `${from.id} to ${to.id}`;
    if (change === 'narrowed') return `it would stop ${flow} on ${text(ports)}`;
    const more = besides(ports, meant);
    if (more !== undefined) return `it would let ${flow} pass on ${more}`;
  }
  return undefined;
}

function besides(ports: PortRanges, meant: PortSet): string | undefined {
  const more = subtractPorts(fromPortRanges(ports), meant);
  return noPorts(more) ? undefined : formatPorts(more);
}

function text(ports: PortRanges): string {
  return formatPorts(fromPortRanges(ports));
}
