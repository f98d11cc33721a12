import { reach } from '../analyses';
import { directoryOf } from '../ends';
import { hasErrors, InvalidInputError, UsageError } from '../kernel';
import { buildCluster, type Cluster, settleUnmodelled, withDeclaredWorkloads } from '../model';
import { type Profile, portable } from '../platform';
import { reachToFlows } from '../renderers';
import type { ExplainResult, IntentsResult } from '../results';
import type { NetEnd } from './end';
import { type Ends, endsOf, givenEnd } from './ends-of-net';
import type { IntentsInput, ReachabilityInput } from './input';
import type { Net } from './net';
import type { PortArgument } from './ports';
import { explained, flowQuestion } from './questions/explained';
import { intentsOf } from './questions/satisfies';
import { readInput } from './read-input';
import { readIntents } from './read-intents';
import { spoken } from './spoken';

/** What a test knows beside the manifests. */
export interface ReachabilityOptions {
  /** The cluster that the answers hold for. @default - the one that the app declares, else portable */
  readonly profile?: Profile;
  /** Intents beside those of the app. @default - none */
  readonly intents?: IntentsInput;
}

/** One end of flows, in a word such as `shop/db`, or as the net gives it. */
export type AnyEnd = string | NetEnd;

/** What some manifests let through, to ask about in a test. */
export interface Reachability extends Ends {
  readonly kind: 'netpol-reachability';
  /**
   * All flows between what is known, one a line, sorted: made for a snapshot.
   *
   * @example
   * expect(net.flows()).toMatchSnapshot();
   * // shop/web -> shop/api 8080/TCP
   */
  flows(): string;
  /**
   * Why flows are allowed or denied, as data. `verdict` is that of all of them, `mixed` where they differ.
   *
   * @throws {UsageError} for an end that means nothing
   */
  verdict(from: AnyEnd, to: AnyEnd, ...ports: readonly PortArgument[]): ExplainResult;
  /** Whether the intents hold, as data. */
  intents(): IntentsResult;
}

/** What reachability is about, beside it: a test that prints it should not print a cluster. */
const NETS = new WeakMap<object, Net>();

/**
 * What an app, a chart, objects, YAML or files let through, with what they state.
 *
 * @example
 * const net = reachability(app);
 * expect(net.pod('shop/api')).toReach('shop/db', tcp(5432));
 * @throws {InvalidInputError} with everything that is wrong with the manifests, or the intents
 * @throws {UsageError} for what holds neither workloads nor policies
 */
export function reachability(
  input: ReachabilityInput,
  options: ReachabilityOptions = {},
): Reachability {
  const net = spoken(() => netOf(input, options));
  const made: Reachability = Object.freeze({
    kind: 'netpol-reachability',
    ...endsOf(net),
    flows: () => reachToFlows(reach(net.cluster, net.profile)),
    verdict: (from: AnyEnd, to: AnyEnd, ...ports: readonly PortArgument[]) =>
      spoken(() => verdictBetween(net, [from, to], ports)),
    intents: () => intentsOf(net),
  });
  NETS.set(made, net);
  return made;
}

/** What a reachability is about; undefined for anything else. */
export function netBehind(found: unknown): Net | undefined {
  return typeof found === 'object' && found !== null ? NETS.get(found) : undefined;
}

function netOf(input: ReachabilityInput, { profile, intents }: ReachabilityOptions): Net {
  const read = readInput(input);
  const built = buildCluster(read.manifests);
  const given = intents === undefined ? { statements: [], diagnostics: [] } : readIntents(intents);
  const all = [...read.diagnostics, ...built.diagnostics, ...given.diagnostics];
  if (hasErrors(all)) {
    throw new InvalidInputError(all.filter(({ severity }) => severity !== 'info'));
  }
  const known = withDeclaredWorkloads(built.cluster, read.workloads);
  refuseNothing(known);
  const { cluster } = settleUnmodelled(known, read.accepted, read.today);
  const { manifests: objects, texts, accepted } = read;
  return {
    ...{ cluster, objects, texts, accepted },
    profile: profile ?? read.profile ?? portable,
    directory: directoryOf(cluster),
    statements: [...read.statements, ...given.statements],
    today: read.today,
  };
}

/** A test about nothing would always pass. */
function refuseNothing({ workloads, policies, unmodelled }: Cluster): void {
  if (workloads.length + policies.length + unmodelled.length > 0) return;
  throw new UsageError(
    'there are neither workloads nor policies to ask about',
    'give the app, the chart or the files that hold them',
  );
}

function verdictBetween(
  net: Net,
  [from, to]: readonly [AnyEnd, AnyEnd],
  ports: readonly PortArgument[],
): ExplainResult {
  const question = flowQuestion(givenEnd(from, net), givenEnd(to, net), ports);
  const explanations = explained(question);
  const words = new Set(explanations.flatMap(({ cases }) => cases.map((each) => each.verdict)));
  const [verdict = 'mixed'] = words.size === 1 ? words : [];
  return { schemaVersion: '1', profile: net.profile.name, explanations, verdict };
}
