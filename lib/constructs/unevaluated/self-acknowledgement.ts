import { type ApiObject, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { NO_ADDRESSES } from '../../kernel/address-set';
import type { Intent, StatedFlow } from '../../kernel/intent';
import { oneLine } from '../../kernel/text';
import { podHome, portable } from '../../platform';
import { profileOf } from '../declared-profile';
import { statedIn, statementsOf } from '../statement';
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
  /** Whether its blocks match pods by their address. */
  readonly blocksMatchPods: boolean;
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

function isForbidden(object: ApiObject, { flows, narrowed, blocksMatchPods }: Opened): boolean {
  const all = [...flows, ...narrowed];
  const profile = profileOf(object) ?? portable;
  const podAddresses = blocksMatchPods ? podHome(profile).possible : NO_ADDRESSES;
  return promisesIn(object.node.root).some(({ intent, isAboutPlainRules }) =>
    (isAboutPlainRules ? flows : all).some((flow) => mayBreak(flow, intent, podAddresses)),
  );
}

/** An intent of the app, and whether it is about plain rules beside those that ask for requests. */
interface Promised {
  readonly intent: Intent;
  readonly isAboutPlainRules: boolean;
}

/** What was promised when it was last asked: each of many objects asks, and a tree is large. */
const KEPT = new WeakMap<
  IConstruct,
  { readonly stated: number; readonly promises: readonly Promised[] }
>();

function promisesIn(root: IConstruct): readonly Promised[] {
  const stated = statedIn(root);
  const kept = KEPT.get(root);
  if (kept?.stated === stated) return kept.promises;
  const narrowing = new Set(
    root.node
      .findAll()
      .filter(isNarrowing)
      .map(({ node }) => node.path),
  );
  const promises = statementsOf(root).flatMap(({ construct = '', intents }) =>
    intents.map((intent) => ({ intent, isAboutPlainRules: narrowing.has(construct) })),
  );
  KEPT.set(root, { stated, promises });
  return promises;
}

function isNarrowing({ node }: IConstruct): boolean {
  return node.metadata.some(({ type }) => type === NARROWS);
}
