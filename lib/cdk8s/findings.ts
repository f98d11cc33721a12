import type { IConstruct } from 'constructs';
import { CHECKS } from '../analyses';
import { callerLine, show } from '../constructs';
import {
  type AcceptedFinding,
  type Acknowledgement,
  byText,
  checksCalled,
  didYouMean,
  InvalidInputError,
  isDay,
  noSuchCheck,
  SHORTEST_REASON,
  UNMODELLED_KIND,
} from '../kernel';
import { refusal } from './app-codes';

/** The metadata entry that carries an acceptance: a text, so that two copies of this package agree. */
const ACCEPTED = 'cdk8s-netpol:accepted';

/** What an author accepts, and why. */
export interface AcknowledgeProps extends Acknowledgement {
  /**
   * A check by its id or its name, `NP104` or `wide-open-egress`; a block of checks by the beginning
   * of their ids, `NP1`; or `unmodelled-kind`: policies of kinds that are not evaluated, such as
   * CiliumNetworkPolicy.
   */
  readonly id: string;
}

/**
 * What an author accepts about a construct and everything inside it. Manifests without TypeScript
 * say the same by an annotation of the object: `cdk8s-netpol/acknowledge.NP104: <reason>`.
 *
 * @example
 * Findings.of(chart).acknowledge({
 *   id: 'unmodelled-kind',
 *   reason: 'cluster-wide DNS policy of the platform team, reviewed by them',
 *   until: '2027-06-30',
 * });
 */
export class Findings {
  readonly #construct: IConstruct;

  private constructor(construct: IConstruct) {
    this.#construct = construct;
  }

  /** The findings about a construct and everything inside it. */
  static of(construct: IConstruct): Findings {
    return new Findings(construct);
  }

  /**
   * Accepts a finding, for a reason of at least ten characters, until a day if one is given. One
   * that nothing needs is reported as a warning.
   *
   * @throws {InvalidInputError} for an id that nobody knows, a reason that says little, or no day
   */
  acknowledge(props: AcknowledgeProps): this {
    const { id, reason, until } = checked(props);
    const typescript = callerLine();
    const accepted: Omit<AcceptedFinding, 'construct'> = {
      id,
      reason,
      ...(until !== undefined && { until }),
      ...(typescript !== undefined && { typescript }),
    };
    this.#construct.node.addMetadata(ACCEPTED, Object.freeze(accepted));
    return this;
  }
}

/** Everything that is accepted below `root`, in the order of the paths of its constructs. */
export function acceptedIn(root: IConstruct): readonly AcceptedFinding[] {
  return root.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata.flatMap(({ type, data }): AcceptedFinding[] =>
        type === ACCEPTED && isAccepted(data) ? [{ construct: node.path, ...data }] : [],
      ),
    )
    .sort(byText(({ construct }) => construct));
}

function isAccepted(data: unknown): data is Omit<AcceptedFinding, 'construct'> {
  return typeof data === 'object' && data !== null && 'id' in data && 'reason' in data;
}

function checked(props: AcknowledgeProps): AcknowledgeProps {
  const given: unknown = props;
  const fields = typeof given === 'object' && given !== null ? given : {};
  const at = (field: string): unknown => Reflect.get(fields, field);
  const problems = [
    ...Object.keys(fields)
      .filter((field) => !FIELDS.includes(field))
      .map((field) => `does not know \`${field}\`.${meant(field)}`),
    ...objectionsToId(at('id')),
    ...objectionsToReason(at('reason')),
    ...(at('until') === undefined || isDay(at('until'))
      ? []
      : [`got \`until\` ${show(at('until'))}, not a day as \`YYYY-MM-DD\``]),
  ];
  if (problems.length === 0) return props;
  const source = callerLine() ?? { file: '(in memory)' };
  throw new InvalidInputError(
    problems.map((text) => refusal('cdk8s/bad-acknowledgement', `\`acknowledge\` ${text}`, source)),
  );
}

const FIELDS: readonly string[] = ['id', 'reason', 'until'];

function meant(field: string): string {
  return field === 'expires' ? ' Did you mean `until`?' : didYouMean(field, FIELDS);
}

function objectionsToId(id: unknown): readonly string[] {
  if (id === UNMODELLED_KIND) return [];
  if (typeof id !== 'string') return [`got the id ${show(id)}, which no finding has.`];
  if (checksCalled(id, CHECKS).length > 0) return [];
  const near = didYouMean(id, [UNMODELLED_KIND]);
  return [
    `got the id ${show(id)}, and ${near === '' ? noSuchCheck(id, CHECKS) : `no finding has it.${near}`} The ids are listed by \`netpol checks\``,
  ];
}

function objectionsToReason(reason: unknown): readonly string[] {
  if (typeof reason === 'string' && reason.trim().length >= SHORTEST_REASON) return [];
  return [`got the reason ${show(reason)}, which has fewer than ${SHORTEST_REASON} characters`];
}
