import { DIRECTIONS, type Direction } from '../../kernel/direction';
import { orElse } from '../../kernel/suggest';
import { CLUSTER_CHANNELS, CLUSTER_POLICY_LIMITS, CLUSTER_TIERS } from '../../platform';
import { checkProps, decline } from '../composite-refusals';
import { show } from '../dsl';
import { kindOf } from '../dsl/peer';
import { nth, refuse } from '../dsl/refuse';
import { fieldOf, isPeerShape } from '../dsl/shape';
import { isWhole } from './rule-shape';

const PROPS = ['name', 'tier', 'priority', 'subject', 'ingress', 'egress', 'channel'];

/** The peers that say in which namespaces pods are: a cluster-wide policy has none of its own. */
export const PLACED: readonly unknown[] = ['pods-in', 'namespace', 'namespaces', 'all-namespaces'];

/**
 * Checks the props of a ClusterNetworkPolicy as JavaScript may give them, by what the CRD accepts.
 *
 * @throws {InvalidInputError} for what the CRD refuses, or would mean nothing
 */
export function checkClusterProps(props: object): void {
  checkProps('ClusterNetworkPolicy', props, PROPS);
  checkWord('tier', fieldOf(props, 'tier'), CLUSTER_TIERS);
  const channel = fieldOf(props, 'channel');
  if (channel !== undefined) checkWord('channel', channel, CLUSTER_CHANNELS);
  checkSubject(fieldOf(props, 'subject'));
  if (DIRECTIONS.every((each) => fieldOf(props, each) === undefined)) {
    const message = '`ClusterNetworkPolicy` has neither `ingress` nor `egress`';
    const help = 'write `ingress`, `egress` or both: without rules it does nothing';
    refuse({ code: 'constructs/no-direction', message, help });
  }
  for (const direction of DIRECTIONS) checkList(direction, fieldOf(props, direction));
}

function checkWord(prop: string, given: unknown, known: readonly string[]): void {
  if (known.some((word) => word === given)) return;
  decline({
    code: 'constructs/illegal-cluster-policy',
    message: `\`${prop}\` of \`ClusterNetworkPolicy\` is ${show(given)}${orElse(String(given), known)}`,
    help: `write '${known.join("' or '")}'`,
  });
}

function checkSubject(subject: unknown): void {
  if (PLACED.includes(kindOf(subject)) && isPeerShape(subject)) return;
  decline({
    code: 'constructs/no-own-namespace',
    message: `\`subject\` of \`ClusterNetworkPolicy\` is ${show(subject)}, which says no namespaces`,
  });
}

function checkList(direction: Direction, rules: unknown): void {
  if (rules === undefined) return;
  const { rulesPerDirection: most } = CLUSTER_POLICY_LIMITS;
  if (!Array.isArray(rules) || rules.length === 0) {
    const message = `\`${direction}\` of \`ClusterNetworkPolicy\` is ${show(rules)}, and does nothing`;
    const help = `list rules, as in ${direction}: [deny(...)], or leave it out`;
    refuse({ code: 'constructs/not-a-rule', message, help });
  }
  if (rules.length > most) {
    const message = `\`${direction}\` has ${rules.length} rules: must have at most ${most} items`;
    decline({
      code: 'constructs/illegal-cluster-policy',
      message,
      help: 'write several policies, each with a priority of its own',
    });
  }
  // Array.from: a hole in the list is a rule that is missing.
  for (const [index, rule] of Array.from<unknown>(rules).entries()) {
    checkKind(direction, rule, nth('rule', index, rules.length));
  }
}

function checkKind(direction: Direction, rule: unknown, which: string): void {
  if (isWhole(rule) && fieldOf(rule, 'direction') === direction) return;
  const message = `${which} of \`${direction}\` of \`ClusterNetworkPolicy\` is ${foundIn(direction, rule)}`;
  const ends = direction === 'ingress' ? 'from' : 'to';
  const help = `write accept(${ends}(...).on(...)), deny(...) or pass(...)`;
  refuse({ code: 'constructs/not-a-rule', message, help });
}

function foundIn(direction: Direction, rule: unknown): string {
  if (kindOf(rule) !== 'cluster-rule') return show(rule);
  const given = fieldOf(rule, 'direction');
  return given === direction ? 'a rule that lost its conditions' : `a rule of \`${given}\``;
}
