import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { subdomainProblems } from '../kernel/field-rules';
import { refuse, refuseAny, show } from './dsl/refuse';

/** What a policy was given as its name. */
export interface NameChoice {
  /** `metadata.name`. @default - the id of the construct */
  readonly name?: string;
}

/**
 * The name of a policy: the one given, else the id of its construct, as it is.
 *
 * @throws {InvalidInputError} for a name that no policy can have
 */
export function policyName(id: string, choice: NameChoice): string {
  const name: unknown = choice.name ?? id;
  const word = choice.name === undefined ? 'id' : '`name`';
  const problems = typeof name === 'string' ? subdomainProblems(name) : ['must be a text'];
  refuseAny(
    problems.map((problem) => ({
      code: 'constructs/illegal-policy-name',
      message: `${word} ${show(name)} is no name for a policy: ${problem}`,
    })),
  );
  return choice.name ?? id;
}

/** The names taken in each chart, with who took them: a chart is what is applied together. */
const TAKEN = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Takes a name in the chart of a policy; of a kind that has no namespaces, `namespace` is empty.
 *
 * @throws {InvalidInputError} when another policy of the chart has it in the same namespace
 */
export function claimName(
  policy: IConstruct,
  namespace: string,
  name: string,
  kind = 'NetworkPolicy',
): void {
  const chart = Chart.of(policy);
  const taken = TAKEN.get(chart) ?? new Map<string, string>();
  TAKEN.set(chart, taken);
  const key = `${kind} ${namespace}/${name}`;
  const first = taken.get(key);
  if (first !== undefined) {
    const message = `\`${policy.node.path}\` and \`${first}\` are both ${kind} \`${namespace === '' ? '' : `${namespace}/`}${name}\``;
    refuse({ code: 'constructs/duplicate-policy', message });
  }
  taken.set(key, policy.node.path);
}
