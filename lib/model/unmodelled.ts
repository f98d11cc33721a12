import {
  ACKNOWLEDGE_PREFIX,
  type AcceptedFinding,
  type Diagnostic,
  hasPassed,
  isWithin,
  oneLine,
  SHORTEST_REASON,
  UNMODELLED_KIND,
} from '../kernel';
import type { Cluster, UnmodelledPolicy } from './cluster';
import { problem } from './problem';

/** The annotation by which an object says itself why its kind need not be modelled. */
export const ACKNOWLEDGE_ANNOTATION = `${ACKNOWLEDGE_PREFIX}${UNMODELLED_KIND}`;

/** A cluster without the policies that somebody accepts, and what is wrong with the others. */
export interface Settled {
  readonly cluster: Cluster;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Takes a policy of a kind that is not modelled out of the cluster where an author accepts it: by
 * its own annotation, or for the construct it stands in. Every other one is an error, because what
 * it opens or closes is nowhere in the answer.
 */
export function settleUnmodelled(
  cluster: Cluster,
  said: readonly AcceptedFinding[],
  today: string,
): Settled {
  const accepted = said.filter(({ id }) => id === UNMODELLED_KIND);
  const current = accepted.filter(({ until }) => !hasPassed(until, today));
  const open = cluster.unmodelled.filter((policy) => !isAccepted(policy, current));
  return {
    cluster: { ...cluster, unmodelled: open },
    diagnostics: [
      ...open.map((policy) => refused(policy, accepted)),
      ...accepted
        .filter((one) => !cluster.unmodelled.some((policy) => covers(one, policy)))
        .map(unused),
    ],
  };
}

function isAccepted(policy: UnmodelledPolicy, current: readonly AcceptedFinding[]): boolean {
  return isReason(policy.annotated) || current.some((one) => covers(one, policy));
}

function isReason(text: string | undefined): boolean {
  return text !== undefined && text.trim().length >= SHORTEST_REASON;
}

function covers({ construct }: AcceptedFinding, { origin }: UnmodelledPolicy): boolean {
  const path = origin.at([]).construct;
  return path !== undefined && isWithin(path, construct);
}

function refused(policy: UnmodelledPolicy, accepted: readonly AcceptedFinding[]): Diagnostic {
  const { kind, namespace, name, apiVersion, annotated, origin } = policy;
  const expired = accepted.find((one) => covers(one, policy));
  const because = [
    ...(annotated === undefined
      ? []
      : [`; the reason \`${annotated}\` has fewer than ${SHORTEST_REASON} characters`]),
    ...(expired === undefined
      ? []
      : [`; \`${expired.reason}\` was acknowledged until ${expired.until}`]),
  ];
  const where = namespace === undefined ? '' : `${namespace}/`;
  const what = `${kind} ${where}${name} (${apiVersion}) is not modelled and not acknowledged`;
  return problem(
    'unacknowledged-kind',
    oneLine(`${what}${because.join('')}`),
    origin.at([]),
    `say why that is right: Findings.of(construct).acknowledge({ id: 'unmodelled-kind', reason: '...' }), or annotate the object with \`${ACKNOWLEDGE_ANNOTATION}: <reason>\``,
  );
}

function unused({ construct, reason, typescript }: AcceptedFinding): Diagnostic {
  const where = construct === '' ? 'the app' : `\`${construct}\``;
  return problem(
    'unused-acknowledgement',
    oneLine(`${where} acknowledges unmodelled-kind (${reason}), and holds no such policy`),
    {
      file: typescript?.file ?? '(in memory)',
      ...(typescript !== undefined && { line: typescript.line, column: typescript.column }),
      construct,
    },
    'remove the acknowledgement',
  );
}
