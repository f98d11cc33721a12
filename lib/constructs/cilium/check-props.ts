import { DIRECTIONS, type Direction } from '../../kernel/direction';
import { checkProps, decline } from '../composite-refusals';
import { show } from '../dsl';
import { objectionsToRules, objectionsToSubject } from '../dsl/check-policy';
import { kindOf } from '../dsl/peer';
import { type Objection, refuseAny } from '../dsl/refuse';
import { fieldOf } from '../dsl/shape';
import { isCiliumKind, isWhole } from './rule-shape';

/** The list that denies in each direction. */
export const DENY = { ingress: 'ingressDeny', egress: 'egressDeny' } as const;

const PROPS = [
  'namespace',
  'name',
  'select',
  'ingress',
  'egress',
  'ingressDeny',
  'egressDeny',
  'isolates',
];

/** Whether Cilium can deny by a rule: neither requests nor names. */
const isDeniable = (rule: unknown): boolean => kindOf(rule) === 'entities-rule';

/**
 * Checks the props of a CiliumNetworkPolicy as JavaScript may give them.
 *
 * @throws {InvalidInputError} for what would drop, widen or misplace a rule
 */
export function checkCiliumProps(props: unknown): void {
  const call = 'CiliumNetworkPolicy';
  checkProps(call, props, PROPS);
  refuseAny([
    ...objectionsToSubject(fieldOf(props, 'select')),
    ...DIRECTIONS.flatMap((direction) => [
      ...objectionsToList(direction, fieldOf(props, direction), direction, isCiliumKind),
      ...objectionsToDeny(direction, fieldOf(props, DENY[direction])),
    ]),
    ...objectionsToNothing(props),
  ]);
  for (const direction of DIRECTIONS) checkIsolation(direction, props);
}

function objectionsToList(
  direction: Direction,
  rules: unknown,
  name: string,
  isOwn: (rule: unknown) => boolean,
): Objection[] {
  if (rules === undefined) return [];
  if (!Array.isArray(rules)) return objectionsToRules(direction, rules, name);
  const others = Array.from(rules).filter((rule) => !isOwn(rule));
  const broken = rules.filter(
    (rule) => isOwn(rule) && !(isWhole(rule) && fieldOf(rule, 'direction') === direction),
  );
  return [
    ...objectionsToRules(direction, others, name),
    ...broken.map((rule) => objectionTo(direction, rule, name)),
  ];
}

function objectionTo(direction: Direction, rule: unknown, name: string): Objection {
  const given = fieldOf(rule, 'direction');
  const what = given === direction ? 'a rule that lost its conditions' : `a rule of \`${given}\``;
  return { code: 'constructs/not-a-rule', message: `\`${name}\` holds ${what}` };
}

/** Cilium denies neither layer 7 nor names, and a deny of nothing isolates all the same. */
function objectionsToDeny(direction: Direction, rules: unknown): Objection[] {
  const name = DENY[direction];
  if (Array.isArray(rules) && rules.length === 0) {
    return [{ code: 'constructs/empty-list', message: `\`${name}\` lists nothing` }];
  }
  return objectionsToList(direction, rules, name, isDeniable);
}

function objectionsToNothing(props: unknown): Objection[] {
  const names = DIRECTIONS.flatMap((direction) => [direction, DENY[direction]]);
  if (names.some((name) => fieldOf(props, name) !== undefined)) return [];
  const message = '`CiliumNetworkPolicy` has no rules at all, which Cilium refuses';
  return [{ code: 'constructs/no-direction', message }];
}

function checkIsolation(direction: Direction, props: unknown): void {
  const isolates = fieldOf(props, 'isolates');
  const allows = fieldOf(props, direction);
  if (isolates !== undefined && typeof isolates !== 'boolean') {
    const message = `\`isolates\` of \`CiliumNetworkPolicy\` is ${show(isolates)}`;
    decline({ code: 'constructs/missing-part', message, help: 'write true or false' });
  }
  if (isolates === false && Array.isArray(allows) && allows.length === 0) {
    const message = `\`${direction}: []\` allows nothing, and \`isolates: false\` leaves everything allowed`;
    decline({ code: 'constructs/contradicting-options', message });
  }
  const layered =
    Array.isArray(allows) &&
    allows.some((rule) => ['layer7-rule', 'names-rule'].some((kind) => kind === kindOf(rule)));
  if (isolates === false && layered) {
    const message =
      '`isolates: false` beside rules for HTTP or names lets everything through in some releases';
    decline({ code: 'constructs/contradicting-options', message });
  }
  const deniesOnly = allows === undefined && fieldOf(props, DENY[direction]) !== undefined;
  if (deniesOnly && isolates === undefined) {
    decline({
      code: 'constructs/isolates-by-surprise',
      message: `\`${DENY[direction]}\` alone isolates the pods for ${direction}, and would cut everything else`,
      help: 'give `isolates: false` to deny this and nothing else, or `isolates: true`',
    });
  }
}
