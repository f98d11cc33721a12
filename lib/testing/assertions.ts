import { AssertionError } from 'node:assert';
import { show } from '../constructs';
import { UsageError } from '../kernel';
import { endOf } from './end';
import { givenEnd } from './ends-of-net';
import type { IntentsInput } from './input';
import type { PortArgument } from './ports';
import {
  askNoFindings,
  askReachableOnlyFrom,
  askReaches,
  askReachesByAnyWay,
  askReachesOnly,
  askSatisfies,
} from './questions/ask';
import type { FindingsOptions } from './questions/findings';
import type { Answer } from './questions/question';
import { type AnyEnd, netBehind, type Reachability } from './reachability';
import { spoken } from './spoken';

/**
 * Asserts what `toReach` expects, for any test runner.
 *
 * @throws {AssertionError} whose message tells what to change
 * @throws {UsageError} for an end that means nothing
 */
export function assertReaches(
  net: Reachability,
  from: AnyEnd,
  to: AnyEnd,
  ...ports: readonly PortArgument[]
): void {
  check(askReaches(endIn(net, from), [to, ...ports], 'so'), assertReaches);
}

/** Asserts what `.not.toReach` expects. @throws {AssertionError} whose message tells what to change */
export function assertNotReaches(
  net: Reachability,
  from: AnyEnd,
  to: AnyEnd,
  ...ports: readonly PortArgument[]
): void {
  check(askReaches(endIn(net, from), [to, ...ports], 'not-so'), assertNotReaches);
}

/** Asserts what `.not.toReachTransitively` expects. @throws {AssertionError} whose message tells what to change */
export function assertNotReachesTransitively(net: Reachability, from: AnyEnd, to: AnyEnd): void {
  check(askReachesByAnyWay(endIn(net, from), [to], 'not-so'), assertNotReachesTransitively);
}

/** Asserts what `toReachOnly` expects. @throws {AssertionError} whose message tells what to change */
export function assertReachesOnly(
  net: Reachability,
  from: AnyEnd,
  to: AnyEnd | readonly AnyEnd[],
  ...ports: readonly PortArgument[]
): void {
  check(askReachesOnly(endIn(net, from), [to, ...ports], 'so'), assertReachesOnly);
}

/** Asserts what `toBeReachableOnlyFrom` expects. @throws {AssertionError} whose message tells what to change */
export function assertReachableOnlyFrom(
  net: Reachability,
  to: AnyEnd,
  from: readonly AnyEnd[],
  ...ports: readonly PortArgument[]
): void {
  check(askReachableOnlyFrom(endIn(net, to), [from, ...ports], 'so'), assertReachableOnlyFrom);
}

/** Asserts what `toSatisfyIntents` expects. @throws {AssertionError} whose message tells what to change */
export function assertIntents(net: Reachability, intents?: IntentsInput): void {
  check(askSatisfies(net, intents, 'so'), assertIntents);
}

/** Asserts what `toHaveNoFindings` expects. @throws {AssertionError} whose message tells what to change */
export function assertNoFindings(net: Reachability, options?: FindingsOptions): void {
  check(askNoFindings(net, options, 'so'), assertNoFindings);
}

function endIn(net: Reachability, end: AnyEnd): unknown {
  const known = netBehind(net);
  if (known !== undefined) return spoken(() => endOf(givenEnd(end, known)));
  throw new UsageError(`${show(net)} is no reachability: write reachability(app)`);
}

type Assertion = (...args: never) => void;

/** The stack begins where the test called, as with `node:assert`. */
function check({ holds, message }: Answer, asserted: Assertion): void {
  if (holds) return;
  throw new AssertionError({
    message: message(),
    operator: asserted.name,
    stackStartFn: asserted,
  });
}
