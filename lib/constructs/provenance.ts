import type { Construct, IConstruct } from 'constructs';
import type { Direction } from '../kernel/direction';
import type { CodeLine } from '../kernel/source';
import { inheritedReason } from './because';
import { frozen } from './dsl/frozen';
import type { Reason } from './dsl/reason';

/** The metadata entry that carries provenance: a text, so that two copies of this package agree. */
const PROVENANCE = 'cdk8s-netpol:provenance';

/** Where one emitted rule comes from, and why it exists. */
export interface RuleProvenance {
  readonly direction: Direction;
  /** Its place in that list of the manifest. */
  readonly index: number;
  /** @default - not known */
  readonly typescript?: CodeLine;
  /** @default - not said */
  readonly reason?: Reason;
}

/** Where an emitted object comes from. */
export interface Provenance {
  /** Path of the construct in the tree. */
  readonly construct: string;
  /** The line that created it. @default - not known */
  readonly typescript?: CodeLine;
  readonly rules: readonly RuleProvenance[];
}

/** Records where an object comes from, beside it: nothing of this is in the manifest. */
export function recordProvenance(construct: Construct, provenance: Provenance): void {
  construct.node.addMetadata(PROVENANCE, frozen(provenance));
}

/**
 * Where the object of a construct comes from; the ApiObject inside it answers the same. A rule that
 * says no reason has that of the construct around it.
 */
export function provenanceOf(construct: IConstruct): Provenance | undefined {
  const { scope } = construct.node;
  const recorded = recordedOn(construct);
  if (recorded !== undefined) return justified(recorded, construct);
  const isItsObject = scope !== undefined && scope.node.defaultChild === construct;
  const around = isItsObject ? recordedOn(scope) : undefined;
  return around === undefined || scope === undefined ? undefined : justified(around, scope);
}

function justified(provenance: Provenance, construct: IConstruct): Provenance {
  if (provenance.rules.every(({ reason }) => reason !== undefined)) return provenance;
  const inherited = inheritedReason(construct);
  if (inherited === undefined) return provenance;
  return { ...provenance, rules: provenance.rules.map((rule) => ({ reason: inherited, ...rule })) };
}

function recordedOn(construct: IConstruct): Provenance | undefined {
  const data: unknown = construct.node.metadata.find(({ type }) => type === PROVENANCE)?.data;
  return isProvenance(data) ? data : undefined;
}

function isProvenance(data: unknown): data is Provenance {
  return (
    typeof data === 'object' &&
    data !== null &&
    'construct' in data &&
    'rules' in data &&
    Array.isArray(data.rules)
  );
}
