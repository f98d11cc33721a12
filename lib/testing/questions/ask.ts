import { show } from '../../constructs';
import { UsageError } from '../../kernel';
import { type EndMeaning, meaningOf } from '../end';
import { givenEnd } from '../ends-of-net';
import type { IntentsInput } from '../input';
import type { Net } from '../net';
import { checkPorts, type PortArgument } from '../ports';
import { type AnyEnd, netBehind } from '../reachability';
import { readStatements } from '../read-intents';
import { spoken } from '../spoken';
import { reachesByAnyWay } from './by-any-way';
import { flowQuestion } from './explained';
import { type FindingsOptions, hasNoFindings } from './findings';
import { only } from './only';
import type { Answer, Wanted } from './question';
import { reaches } from './reaches';
import { satisfies } from './satisfies';

/** `toReach`: whether what is received reaches an end. @throws {UsageError} for what cannot be asked */
export function askReaches(
  received: unknown,
  [to, ...ports]: readonly [AnyEnd, ...(readonly PortArgument[])],
  wanted: Wanted,
): Answer {
  return spoken(() => {
    checkPorts(ports);
    const from = receivedEnd(received);
    return reaches(flowQuestion(from, givenEnd(to, from.net), ports), wanted);
  });
}

/** `toReachTransitively`: whether an end is got to by any way. @throws {UsageError} for what cannot be asked */
export function askReachesByAnyWay(
  received: unknown,
  [to]: readonly [AnyEnd],
  wanted: Wanted,
): Answer {
  return spoken(() => {
    const from = receivedEnd(received);
    return reachesByAnyWay(flowQuestion(from, givenEnd(to, from.net), []), wanted);
  });
}

/** `toReachOnly`: whether it reaches these ends, and nothing else. @throws {UsageError} for what cannot be asked */
export function askReachesOnly(
  received: unknown,
  [to, ...ports]: readonly [AnyEnd | readonly AnyEnd[], ...(readonly PortArgument[])],
  wanted: Wanted,
): Answer {
  return spoken(() => {
    checkPorts(ports);
    const subject = receivedEnd(received);
    const others = givenEnds(to, subject);
    return only({ direction: 'egress', subject, others, ports }, wanted);
  });
}

/** `toBeReachableOnlyFrom`: whether these ends reach it, and nothing else. @throws {UsageError} for what cannot be asked */
export function askReachableOnlyFrom(
  received: unknown,
  [from, ...ports]: readonly [readonly AnyEnd[], ...(readonly PortArgument[])],
  wanted: Wanted,
): Answer {
  return spoken(() => {
    checkPorts(ports);
    const subject = receivedEnd(received);
    const others = givenEnds(from, subject);
    return only({ direction: 'ingress', subject, others, ports }, wanted);
  });
}

/** `toSatisfyIntents`: whether intents hold. @throws {UsageError} for what cannot be asked */
export function askSatisfies(
  received: unknown,
  intents: IntentsInput | undefined,
  wanted: Wanted,
): Answer {
  const given = intents === undefined ? undefined : spoken(() => readStatements(intents));
  return satisfies(
    spoken(() => receivedNet(received, 'toSatisfyIntents')),
    given,
    wanted,
  );
}

/** `toHaveNoFindings`: whether the checks find nothing. @throws {UsageError} for what cannot be asked */
export function askNoFindings(
  received: unknown,
  options: FindingsOptions | undefined,
  wanted: Wanted,
): Answer {
  return spoken(() =>
    hasNoFindings(receivedNet(received, 'toHaveNoFindings'), options ?? {}, wanted),
  );
}

function receivedNet(received: unknown, matcher: string): Net {
  const net = netBehind(received);
  if (net !== undefined) return net;
  throw new UsageError(
    `expected a reachability and got ${show(received)}`,
    `write expect(reachability(app)).${matcher}()`,
  );
}

function givenEnds(given: unknown, { net }: EndMeaning): readonly EndMeaning[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return list.map((each) => givenEnd(each, net));
}

function receivedEnd(received: unknown): EndMeaning {
  const meaning = meaningOf(received);
  if (meaning !== undefined) return meaning;
  throw new UsageError(
    `expected an end of flows and got ${show(received)}`,
    "write expect(net.pod('shop/api')), or net.to('shop/db')",
  );
}
