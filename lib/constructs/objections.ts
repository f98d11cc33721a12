import type { Construct, IConstruct } from 'constructs';
import { type Diagnostic, formatDiagnostic } from '../kernel/diagnostic';

/**
 * One look at a whole tree as it stands. What several objections need to know of the tree is worked
 * out `once` for a look: each for itself would read the tree as often as there are objections.
 */
export interface Look {
  readonly root: IConstruct;
}

type Find = (look: Look) => readonly Diagnostic[];

/** What each construct objects to once the whole tree is there. */
const LATE = new WeakMap<IConstruct, Find[]>();

/** The roots of trees of which everything that is said here has been heard. */
const HEARD = new WeakSet<IConstruct>();

/**
 * Lets a construct object at synth to what cannot be seen before. A plain cdk8s `App` shows it as
 * text; a `PolicyApp` asks for the diagnostics themselves, with everything else that is wrong.
 */
export function objectAtSynth(construct: Construct, find: Find): void {
  LATE.set(construct, [...(LATE.get(construct) ?? []), find]);
  const validate = (): string[] => {
    const { root } = construct.node;
    return HEARD.has(root) ? [] : find({ root }).map(formatDiagnostic);
  };
  construct.node.addValidation({ validate });
}

/** Everything that constructs of an app object to as of now, in the order of the tree. */
export function lateObjections(root: IConstruct): readonly Diagnostic[] {
  const look: Look = { root };
  return root.node
    .findAll()
    .flatMap((each) => (LATE.get(each) ?? []).flatMap((find) => find(look)));
}

/** Runs what makes cdk8s ask each construct by itself, after `lateObjections` has been heeded. */
export function withObjectionsHeard<T>(root: IConstruct, run: () => T): T {
  HEARD.add(root);
  try {
    return run();
  } finally {
    HEARD.delete(root);
  }
}
