import { Construct } from 'constructs';
import { DIRECTIONS } from '../../kernel/direction';
import { decline } from '../composite-refusals';
import { show } from '../dsl';
import { objectionsToRules } from '../dsl/check-policy';
import { kindOf } from '../dsl/peer';
import { refuseAny } from '../dsl/refuse';
import { fieldOf } from '../dsl/shape';

/** Checks the namespaces of a tenant as JavaScript may give them. @throws {InvalidInputError} */
export function checkMembers(given: unknown): void {
  if (!Array.isArray(given) || given.length === 0) refuseMembers(show(given));
  // Array.from, not map: a hole in the list is a namespace that is missing.
  const names = Array.from<unknown>(given).map(nameOfMember);
  for (const [at, name] of names.entries()) {
    if (names.indexOf(name) === at) continue;
    const message = `\`namespaces\` of \`Tenant\` holds ${show(name)} twice`;
    decline({ code: 'constructs/listed-twice', message });
  }
}

function nameOfMember(member: unknown): string {
  if (typeof member === 'string') return member;
  const name = fieldOf(member, 'namespaceName');
  const directions = fieldOf(member, 'directions');
  if (!Construct.isConstruct(member) || typeof name !== 'string' || !Array.isArray(directions)) {
    return refuseMembers(`a list that holds ${show(member)}`);
  }
  const open = DIRECTIONS.filter((each) => !directions.includes(each));
  if (open.length === 0) return name;
  const message = `namespace \`${name}\` of \`Tenant\` leaves ${open.join(' and ')} open`;
  return decline({ code: 'constructs/not-isolated', message });
}

function refuseMembers(what: string): never {
  const message = `\`namespaces\` of \`Tenant\` is ${what}`;
  const help = "write namespaces: ['alice-web', 'alice-data'], or give each DefaultDenyNamespace";
  return decline({ code: 'constructs/missing-part', message, help });
}

/** Checks what a tenant shares with others. @throws {InvalidInputError} for what are no such rules */
export function checkShared(shared: unknown): void {
  refuseAny(objectionsToRules('egress', shared, 'Tenant.shared'));
  if (!Array.isArray(shared)) return;
  for (const rule of shared) {
    const peers = fieldOf(rule, 'peers');
    refuseHomeless('shared', Array.isArray(peers) ? peers : []);
  }
}

/** Checks that the entries of a tenant are a list. @throws {InvalidInputError} for what is none */
export function checkEntries(entries: unknown): void {
  if (Array.isArray(entries)) return;
  const message = `\`entries\` of \`Tenant\` is ${show(entries)}, not a list`;
  decline({ code: 'constructs/missing-part', message, help: 'write entries: [{ to, from, on }]' });
}

/**
 * Refuses pods of no namespace: seen from each namespace of the tenant they would be its own pods,
 * and never the ones of somebody else that are meant.
 */
export function refuseHomeless(prop: string, peers: readonly unknown[]): void {
  for (const peer of peers) {
    const kind = kindOf(peer);
    const isHere = kind === 'pods' && fieldOf(peer, 'namespaceName') === undefined;
    if (!isHere && kind !== 'same-namespace') continue;
    const found = isHere ? 'pods(...)' : 'sameNamespace()';
    const message = `\`${prop}\` of \`Tenant\` names ${found}, which are pods of the tenant itself`;
    const help = "write pods(...).in(namespace('name')), or namespace('name')";
    decline({ code: 'constructs/no-place', message, help });
  }
}
