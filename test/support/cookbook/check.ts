import { AssertionError } from 'node:assert';
import type { Chart } from 'cdk8s';
import type { PolicyApp } from 'cdk8s-netpol';
import { assertIntents, type Reachability, reachability } from 'cdk8s-netpol/testing';
import { stringify } from 'yaml';
import type { EndNode } from './end-words';
import { intentsOf } from './intents-of';
import type { Sentence } from './sentence';

/** An app, and pods that other manifests run beside it. */
export interface Stage {
  readonly app: PolicyApp<string>;
  readonly cast: Chart;
}

/**
 * Checks one of several sentences.
 *
 * @throws {AssertionError} where what it promises is not so, or undecided
 * @throws {UsageError} where it speaks of a pod, a namespace or a target that nobody has
 */
export function check(sentence: Sentence, all: readonly Sentence[], { app, cast }: Stage): void {
  const { promise, target } = sentence;
  if (promise.kind === 'not-evaluated') {
    if (app.synthYaml().includes(promise.opens)) return;
    throw new AssertionError({ message: `nothing says of itself: ${promise.opens}` });
  }
  const net = reachability([target === undefined ? app : app.target(target), cast]);
  const ends = [...('from' in promise ? promise.from : []), ...('to' in promise ? promise.to : [])];
  for (const end of ends) checkKnown(end, net);
  const intents = intentsOf(sentence, all);
  assertIntents(net, stringify({ intents }, { lineWidth: 0 }));
}

/** Of somebody who is not there every "does not reach" would hold. */
function checkKnown(end: EndNode, net: Reachability): void {
  if (end === 'any-pod') return;
  if (typeof end === 'string') net.to(end);
  else if (end.namespace !== undefined) net.pods(end.pods ?? {}, end.namespace);
}

/** Whether what a sentence promises is so. */
export function isKept(sentence: Sentence, all: readonly Sentence[], stage: Stage): boolean {
  try {
    check(sentence, all, stage);
    return true;
  } catch {
    return false;
  }
}
