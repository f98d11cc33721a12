import { type ApiObject, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { StatedFlow } from '../../kernel/intent';
import { oneLine } from '../../kernel/text';
import { statementsOf } from '../statement';
import { mayBreak } from './touching';

/** The annotation by which an object says itself why its kind need not be modelled. */
export const ACKNOWLEDGED = 'cdk8s-netpol/acknowledge.unmodelled-kind';

/** The metadata entry of a construct whose promise is about what its own unevaluated object opens. */
const NARROWS = 'cdk8s-netpol:narrows';

/** What an object of a kind that is not evaluated opens. */
export interface Opened {
  readonly words: readonly string[];
  readonly flows: readonly StatedFlow[];
  /** Flows of which only some requests pass. */
  readonly narrowed: readonly StatedFlow[];
}

/** Says that what a construct promises is about other policies than the object that it writes. */
export function narrowsOnly(construct: Construct): void {
  construct.node.addMetadata(NARROWS, true);
}

/**
 * Lets an object accept, when it is written, that its kind is not evaluated: where it closes
 * nothing, and nothing that anyone promises forbids what it opens. Else its author must accept it.
 * `opens` gives nothing where the object may close a flow.
 */
export function acknowledgeItself(object: ApiObject, opens: () => Opened | undefined): void {
  const produce = (): string | undefined => {
    const opened = opens();
    if (opened === undefined || isForbidden(object, opened)) return undefined;
    return oneLine(`not evaluated yet; it closes nothing, and opens ${opened.words.join('; ')}`);
  };
  object.metadata.addAnnotation(ACKNOWLEDGED, Lazy.any({ produce }));
}

function isForbidden({ node }: ApiObject, { flows, narrowed }: Opened): boolean {
  const narrowing = node.root.node
    .findAll()
    .filter(isNarrowing)
    .map((each) => each.node.path);
  return statementsOf(node.root).some(({ construct, intents }) => {
    const isPromiseOfRequests = construct !== undefined && narrowing.includes(construct);
    const opened = isPromiseOfRequests ? flows : [...flows, ...narrowed];
    return intents.some((intent) => opened.some((flow) => mayBreak(flow, intent)));
  });
}

function isNarrowing({ node }: IConstruct): boolean {
  return node.metadata.some(({ type }) => type === NARROWS);
}
