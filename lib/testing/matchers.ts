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
import type { Answer, Wanted } from './questions/question';
import type { AnyEnd } from './reachability';

/** What `expect` knows beside its own matchers. `R` is what a matcher returns. */
export interface NetpolMatchers<R = unknown> {
  /**
   * That every pod meant reaches an end: on each of these ports, or on any where none is named. With
   * `.not`: that none does, on none of them. Undecided fails both.
   *
   * @example
   * expect(net.pod('shop/api')).toReach('shop/db', tcp(5432));
   * expect(net.any()).not.toReach('cloud-metadata');
   */
  toReach(to: AnyEnd, ...ports: readonly PortArgument[]): R;
  /**
   * That an attacker who has taken one of these pods, and takes every pod that is reached on any port,
   * gets to an end in some number of steps. With `.not`: that none does. Undecided fails both.
   *
   * @example
   * expect(net.pod('shop/web')).not.toReachTransitively('shop/db');
   */
  toReachTransitively(to: AnyEnd): R;
  /**
   * That it reaches these ends, on these ports, and nothing else: no other port, pod or address, and
   * no pod that may come to exist.
   *
   * @example
   * expect(net.pod('shop/api')).toReachOnly(['shop/db:5432', net.pods(dns, 'kube-system')]);
   */
  toReachOnly(to: AnyEnd | readonly AnyEnd[], ...ports: readonly PortArgument[]): R;
  /**
   * That these ends reach it, on these ports, and nothing else does: no other pod or address, and no
   * pod that may come to exist. An empty list: that nothing does.
   *
   * @example
   * expect(net.to('shop/db')).toBeReachableOnlyFrom(['shop/api', 'ops/backup']);
   */
  toBeReachableOnlyFrom(from: readonly AnyEnd[], ...ports: readonly PortArgument[]): R;
  /**
   * That every intent holds: those of the app, or those given instead. One that only warns may fail.
   *
   * @example
   * expect(reachability(app)).toSatisfyIntents();
   */
  toSatisfyIntents(intents?: IntentsInput): R;
  /**
   * That no check finds an error or a warning, but what the app, an annotation or a comment accepts.
   *
   * @example
   * expect(reachability(app)).toHaveNoFindings();
   * expect(reachability(app)).toHaveNoFindings({ level: 'error', ignore: ['NP5'] });
   */
  toHaveNoFindings(options?: FindingsOptions): R;
}

/** What a test runner tells a matcher. */
export interface MatcherContext {
  /** Whether the matcher was called behind `.not`. */
  readonly isNot?: boolean;
}

/** What a matcher tells a test runner. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** A matcher as `expect.extend` of vitest and of jest takes it. */
export type Matcher<Arguments extends readonly unknown[]> = (
  this: MatcherContext,
  received: unknown,
  ...args: Arguments
) => MatcherResult;

/** All matchers, for a runner whose `expect.extend` is that of jest. */
export const matchers: {
  readonly [name in keyof NetpolMatchers]: Matcher<Parameters<NetpolMatchers[name]>>;
} = Object.freeze({
  toReach(received, ...args) {
    return result(this, (wanted) => askReaches(received, args, wanted));
  },
  toReachTransitively(received, ...args) {
    return result(this, (wanted) => askReachesByAnyWay(received, args, wanted));
  },
  toReachOnly(received, ...args) {
    return result(this, (wanted) => askReachesOnly(received, args, wanted));
  },
  toBeReachableOnlyFrom(received, ...args) {
    return result(this, (wanted) => askReachableOnlyFrom(received, args, wanted));
  },
  toSatisfyIntents(received, intents) {
    return result(this, (wanted) => askSatisfies(received, intents, wanted));
  },
  toHaveNoFindings(received, options) {
    return result(this, (wanted) => askNoFindings(received, options, wanted));
  },
});

/** What is neither way fails whichever way was asked, so `pass` follows `.not`. */
function result({ isNot = false }: MatcherContext, ask: (wanted: Wanted) => Answer): MatcherResult {
  const { holds, message } = ask(isNot ? 'not-so' : 'so');
  return { pass: isNot ? !holds : holds, message };
}
