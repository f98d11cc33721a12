import { DIRECTIONS, type Direction, PEER_FIELD } from '../../kernel/direction';
import { checkOptions } from './lists';
import { kindOf } from './peer';
import type { Subject } from './pods';
import { nth, type Objection, refuse, refuseAny, show } from './refuse';
import { fieldOf, isListOf, isPeerShape, isPodsShape, isPortSpecShape } from './shape';

const POLICY_PROPS = ['namespace', 'name', 'select', 'ingress', 'egress'];

/**
 * Checks the props of a policy as JavaScript may give them.
 *
 * @throws {InvalidInputError} for what would drop, widen or misplace a rule
 */
export function checkPolicyProps(props: unknown): void {
  if (typeof props !== 'object' || props === null) {
    const message = `\`NetworkPolicy\` got ${show(props)} where its props belong`;
    refuse({ code: 'constructs/no-direction', message });
  }
  checkOptions('NetworkPolicy', props, POLICY_PROPS);
  refuseAny([
    ...objectionsToSubject('select' in props ? props.select : undefined),
    ...objectionsToDirections(props),
  ]);
}

/** What is wrong with a subject; nothing for `pods(...)` and `allPods()`. */
export function objectionsToSubject(subject: unknown, prop = '`select`'): Objection[] {
  const kind = kindOf(subject);
  if (kind === 'all-pods' || isPodsShape(subject)) return [];
  const help = SUBJECT_HELP.get(kind);
  return [
    {
      code: 'constructs/not-a-subject',
      message: `${prop} is ${SUBJECT_WORDS.get(kind) ?? show(subject)}`,
      ...(help !== undefined && { help }),
    },
  ];
}

/** What is wrong with a subject in `namespace`: pods that are known to stand elsewhere. */
export function objectionsToHome(
  call: string,
  subject: Subject,
  ownNamespace: string,
): Objection[] {
  const home = subject.kind === 'pods' ? subject.namespaceName : undefined;
  if (home === undefined || home === ownNamespace) return [];
  return [
    {
      code: 'constructs/not-a-subject',
      message: `${call} is pods of namespace \`${home}\`, in a policy of \`${ownNamespace}\``,
      help: `put the policy into namespace \`${home}\`, as in \`namespace: '${home}'\``,
    },
  ];
}

const SUBJECT_WORDS: ReadonlyMap<unknown, string> = new Map([
  ['pods-in', '`pods(...).in(...)`, which is a peer'],
  ['same-namespace', '`sameNamespace()`, which is a peer'],
  ['pods', 'pods(...) that lost their conditions'],
]);

const SUBJECT_HELP: ReadonlyMap<unknown, string> = new Map([
  ['pods-in', 'write pods(...), and put the policy into the namespace of those pods'],
  ['same-namespace', 'write allPods()'],
]);

function objectionsToDirections(props: object): Objection[] {
  const given = Object.entries(props).flatMap(([name, rules]): [Direction, unknown][] =>
    DIRECTIONS.filter((direction) => direction === name).map((direction) => [direction, rules]),
  );
  if (given.length === 0) {
    const message = '`NetworkPolicy` has neither `ingress` nor `egress`';
    return [{ code: 'constructs/no-direction', message }];
  }
  return given.flatMap(([direction, rules]) => objectionsToRules(direction, rules));
}

/** What is wrong with the rules of one direction, given as the prop `name`. */
export function objectionsToRules(
  direction: Direction,
  rules: unknown,
  name: string = direction,
): Objection[] {
  if (!Array.isArray(rules)) {
    const message = `\`${name}\` is ${show(rules)}, not a list of rules`;
    return [{ code: 'constructs/not-a-rule', message, help: `write ${name}: [ ... ]` }];
  }
  // Array.from, not map: a hole in the list is a rule that is missing.
  return Array.from(rules, (rule: unknown, index) =>
    objectionsToRule(direction, rule, `${nth('rule', index, rules.length)} of \`${name}\``),
  ).flat();
}

function objectionsToRule(direction: Direction, rule: unknown, which: string): Objection[] {
  const call = PEER_FIELD[direction];
  const help = `write ${call}(...).on(...)`;
  if (isWithoutPorts(rule)) {
    const message = `${which} says no ports`;
    return [{ code: 'constructs/rule-without-ports', message }];
  }
  if (!isRule(rule)) {
    const message = `${which} is ${show(rule)}, not a rule`;
    return [{ code: 'constructs/not-a-rule', message, help }];
  }
  if (rule.direction !== direction) {
    const message = `${which} is a rule of \`${String(rule.direction)}\``;
    return [{ code: 'constructs/not-a-rule', message, help }];
  }
  return lostBy(rule).map((what) => {
    const message = `${which} lost its ${what}`;
    return { code: 'constructs/not-a-rule', message, help };
  });
}

/** The conditions that a rule lost when it was copied or put together by hand. */
function lostBy(rule: unknown): readonly ('peers' | 'ports')[] {
  const peers = fieldOf(rule, 'peers');
  const ports = fieldOf(rule, 'ports');
  const hasPeers = peers === 'any' || isListOf(peers, isPeerShape);
  const hasPorts = ports === 'all' || isListOf(ports, isPortSpecShape);
  return [...(hasPeers ? [] : (['peers'] as const)), ...(hasPorts ? [] : (['ports'] as const))];
}

function isRule(rule: unknown): rule is { readonly direction: unknown } {
  return (
    kindOf(rule) === 'rule' && typeof rule === 'object' && rule !== null && 'direction' in rule
  );
}

function isWithoutPorts(rule: unknown): boolean {
  return kindOf(rule) === undefined && typeof rule === 'object' && rule !== null && 'on' in rule;
}
