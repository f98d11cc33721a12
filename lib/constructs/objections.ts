import type { Construct, IConstruct } from 'constructs';
import { type Diagnostic, formatDiagnostic } from '../kernel/diagnostic';

type Find = () => readonly Diagnostic[];

/** What each construct objects to once the whole tree is there. */
const LATE = new WeakMap<IConstruct, Find[]>();

/**
 * Lets a construct object at synth to what cannot be seen before. A plain cdk8s `App` shows it as
 * text; a `PolicyApp` asks for the diagnostics themselves, with everything else that is wrong.
 */
export function objectAtSynth(construct: Construct, find: Find): void {
  LATE.set(construct, [...(LATE.get(construct) ?? []), find]);
  construct.node.addValidation({ validate: () => find().map(formatDiagnostic) });
}

/** Everything that constructs below `root` object to as of now, in the order of the tree. */
export function lateObjections(root: IConstruct): readonly Diagnostic[] {
  return root.node.findAll().flatMap((each) => (LATE.get(each) ?? []).flatMap((find) => find()));
}
