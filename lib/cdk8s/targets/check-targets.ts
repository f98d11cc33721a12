import { callerLine, show } from '../../constructs';
import { didYouMean, groupBy, InvalidInputError } from '../../kernel';
import { refusal } from '../app-codes';

/** A name that is one folder on every disk, and no option of a command. */
const FOLDER = /^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/;

/** What a target may say. */
const KNOWN: readonly string[] = ['profile', 'inventory'];

/**
 * Checks targets and groups as plain JavaScript may have written them.
 *
 * @throws {InvalidInputError} with everything that is wrong
 */
export function checkTargets(targets: unknown, groups: unknown): void {
  const problems = isMap(targets)
    ? [
        ...(Object.keys(targets).length === 0 ? ['`targets` names no target'] : []),
        ...Object.entries(targets).flatMap(([name, given]) => wrongTarget(name, given)),
        ...alike(Object.keys(targets)),
        ...wrongGroups(groups, Object.keys(targets)),
      ]
    : [`\`targets\` of \`PolicyApp\` is ${show(targets)}`];
  refuseTargets(problems);
}

/** Refuses at the line that is being run. @throws {InvalidInputError} where there is a problem */
export function refuseTargets(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const source = callerLine() ?? { file: '(in memory)' };
  throw new InvalidInputError(
    problems.map((message) => refusal('cdk8s/bad-target', message, source)),
  );
}

function isMap(found: unknown): found is object {
  return typeof found === 'object' && found !== null && !Array.isArray(found);
}

function wrongTarget(name: string, given: unknown): readonly string[] {
  const target = `target ${show(name)}`;
  const named = FOLDER.test(name)
    ? []
    : [`${target} is no name: it needs letters, digits, - and _, and neither of these at its ends`];
  if (!isMap(given)) return [...named, `${target} is ${show(given)}, not { profile: ... } or {}`];
  const options = Object.entries(given).flatMap(([option, found]) => {
    if (!KNOWN.includes(option)) {
      return [`${target} has no option \`${option}\`.${didYouMean(option, KNOWN)}`];
    }
    return found === undefined || found === null ? [`\`${option}\` of ${target} is missing`] : [];
  });
  return [...named, ...options];
}

/** Some disks take names for one that differ in nothing but case. */
function alike(names: readonly string[]): readonly string[] {
  return [...groupBy(names, (name) => name.toLowerCase()).values()]
    .filter((same) => same.length > 1)
    .map((same) => `targets ${same.map(show).join(' and ')} would share a folder on some disks`);
}

function wrongGroups(groups: unknown, names: readonly string[]): readonly string[] {
  if (groups === undefined) return [];
  if (!isMap(groups)) return [`\`groups\` of \`PolicyApp\` is ${show(groups)}`];
  return Object.entries(groups).flatMap(([group, members]) => [
    ...(names.includes(group) ? [`${show(group)} is a target and a group`] : []),
    ...wrongMembers(group, members, names),
  ]);
}

function wrongMembers(
  group: string,
  members: unknown,
  names: readonly string[],
): readonly string[] {
  if (!Array.isArray(members) || members.length === 0) {
    return [`group ${show(group)} is ${show(members)}, not a list of targets`];
  }
  return members
    .filter((member) => !names.includes(member))
    .map((member) => {
      const near = typeof member === 'string' ? didYouMean(member, names) : '';
      return `group ${show(group)} holds ${show(member)}, which is no target.${near}`;
    });
}
