import type { Direction } from '../../kernel/direction';
import { objectionsToRules } from './check-policy';
import type { ClaimedFlow } from './claim';
import { endsOf, flowBetween, listOf, portsSaid } from './claim-parts';
import type { PlainEnd } from './intent-end';
import { checkOptions, type Listed, listedItems } from './lists';
import { anywhere, kindOf } from './peer';
import type { EveryPort, Port } from './ports';
import { refuse, show } from './refuse';
import type { Rule } from './rule';
import { fieldOf } from './shape';

/** Ports as a field of a client or a destination: one, several, or every one said out loud. */
export type PortField = Port | EveryPort | readonly Port[] | readonly [EveryPort];

/** Some ends with ports of their own. */
export interface Party {
  readonly ends: readonly PlainEnd[];
  readonly ports: ClaimedFlow['ports'];
}

/** The field that names the other ends, and the direction of the rules that stand for the same. */
const RULES = { from: 'ingress', to: 'egress' } as const;

/**
 * One of several other ends, each with its ports: a rule of the DSL, or an object with `on`.
 *
 * @throws {InvalidInputError} for what is neither, or lacks its ends or ports
 */
function partyOf(call: string, field: 'from' | 'to', given: unknown): Party {
  if (isRuleOf(RULES[field], given)) {
    const { peers, ports } = given;
    return { ends: peers === 'any' ? [anywhere()] : endsOf(call, peers), ports };
  }
  const ends = kindOf(given) === undefined ? fieldOf(given, field) : undefined;
  if (typeof given !== 'object' || given === null || ends === undefined) {
    const message = `\`${call}\` got ${show(given)} where ends with their ports belong`;
    const help = `write ${field}(...).on(...), or { ${field}: ..., on: [...] }`;
    refuse({ code: 'constructs/claim-without-ports', message, help });
  }
  checkOptions(call, given, [field, 'on']);
  const on = fieldOf(given, 'on');
  return {
    ends: endsOf(call, listOf(ends)),
    ports: portsSaid(call, on === undefined ? [] : listOf(on)),
  };
}

function isRuleOf<D extends Direction>(direction: D, given: unknown): given is Rule<D> {
  return kindOf(given) === 'rule' && objectionsToRules(direction, [given], 'rules').length === 0;
}

/** Whether something has the shape of a party, with whatever it lacks. */
export function isParty(given: unknown): boolean {
  if (kindOf(given) === 'rule') return true;
  return kindOf(given) === undefined && fieldOf(given, 'on') !== undefined;
}

/** The parties given to `call`. @throws {InvalidInputError} for none, and as `partyOf` */
export function partiesIn(
  call: string,
  field: 'from' | 'to',
  listed: Listed<unknown>,
): readonly Party[] {
  const items = listedItems(listed);
  if (items.length === 0)
    refuse({ code: 'constructs/not-an-end', message: `\`${call}\` names nobody` });
  return items.map((item) => partyOf(call, field, item));
}

/** The flow of each party, with its ends in their place. */
export function flowsOf(
  call: string,
  parties: readonly Party[],
  between: (ends: readonly PlainEnd[]) => Pick<ClaimedFlow, 'from' | 'to'>,
): readonly ClaimedFlow[] {
  return parties.map(({ ends, ports }) => {
    const { from, to } = between(ends);
    return flowBetween(call, from, to, ports);
  });
}
