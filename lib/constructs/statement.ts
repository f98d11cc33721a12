import type { Construct, IConstruct } from 'constructs';
import { byText } from '../kernel/compare';
import type { Intent, StatedFlow, Statement } from '../kernel/intent';
import type { CodeLine } from '../kernel/source';
import { calledFrom } from './dsl/caller';
import { frozen } from './dsl/frozen';

/** The metadata entry that carries a statement: a text, so that two copies of this package agree. */
const STATEMENT = 'cdk8s-netpol:statement';

/** What a construct says about flows. */
export interface Stated {
  /** @default - it promises nothing */
  readonly intents?: readonly Intent[];
  /** @default - it opens nothing */
  readonly flows?: readonly StatedFlow[];
  /** @default - the line of the author's code that is being run */
  readonly typescript?: CodeLine;
}

/** How often something has been stated, by root of the tree. */
const STATED = new WeakMap<IConstruct, number>();

/** A number that changes whenever something is stated in the tree: for whoever keeps what followed from it. */
export function statedIn(root: IConstruct): number {
  return STATED.get(root) ?? 0;
}

function addStatement(construct: Construct, data: object): void {
  const { root } = construct.node;
  STATED.set(root, statedIn(root) + 1);
  construct.node.addMetadata(STATEMENT, data);
}

/**
 * Records what a construct promises and which flows it means to open, as data on the construct
 * tree. Nothing is proven here: analyses do that, over the union of all policies. Saying more later
 * adds to it.
 */
export function state(construct: Construct, stated: Stated): void {
  const { intents = [], flows = [], ...where } = stated;
  addStatement(construct, frozen({ ...calledFrom(), ...where, intents, flows }));
}

/**
 * The same for a promise that constructs to come may narrow: it is what it is when somebody asks.
 * The line is that of now.
 */
export function stateLater(construct: Construct, promised: () => readonly Intent[]): void {
  addStatement(construct, {
    ...calledFrom(),
    get intents(): readonly Intent[] {
      return frozen(promised());
    },
    flows: [],
  });
}

/** Everything that the constructs under `root` state, in the order of their paths. */
export function statementsOf(root: IConstruct): readonly Statement[] {
  return root.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata.flatMap(({ type, data }): Statement[] =>
        type === STATEMENT && isStated(data) ? [{ construct: construct.node.path, ...data }] : [],
      ),
    )
    .sort(byText(({ construct = '' }) => construct));
}

function isStated(data: unknown): data is Omit<Statement, 'construct'> {
  return (
    typeof data === 'object' &&
    data !== null &&
    'intents' in data &&
    Array.isArray(data.intents) &&
    'flows' in data &&
    Array.isArray(data.flows)
  );
}

/** The intent of a construct that what it opens passes; what others say does not make it hard. */
export function reachIntent(name: string, flows: readonly StatedFlow[]): Intent {
  return { name, kind: 'reaches', flows, severity: 'error', hard: false };
}
