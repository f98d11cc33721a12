import type { Construct, IConstruct } from 'constructs';
import type { Direction } from '../kernel/direction';
import type { CodeLine } from '../kernel/source';
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

/** Where the object of a construct comes from; the ApiObject inside it answers the same. */
export function provenanceOf(construct: IConstruct): Provenance | undefined {
  const { scope } = construct.node;
  const isItsObject = scope?.node.defaultChild === construct;
  return (
    recordedOn(construct) ?? (scope !== undefined && isItsObject ? recordedOn(scope) : undefined)
  );
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
