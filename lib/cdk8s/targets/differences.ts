import { byText, groupBy } from '../../kernel';
import { type EmittedObject, emissionOf, isPolicy } from '../emitted';
import { differencesTable } from './differences-table';
import { isAnyPolicy, linesOfPolicy } from './policy-lines';
import type { Target } from './target';
import type { TargetDifference, TargetDifferences } from './target-differences';

/** Compares what targets emit now, policy by policy of the same name. */
export function differencesBetween(targets: readonly Target[]): TargetDifferences {
  const columns = targets.map(({ name, profile }) => ({
    name,
    ...(profile !== undefined && { profile: profile.name }),
  }));
  const said = targets.flatMap(linesIn);
  const differences = [...groupBy(said, ({ policy }) => policy).entries()]
    .sort(byText(([policy]) => policy))
    .flatMap(([policy, lines]) => differencesOf(policy, lines, targets.length));
  return {
    targets: columns,
    differences,
    toString: () => differencesTable({ targets: columns, differences }),
  };
}

interface Said {
  readonly target: string;
  readonly policy: string;
  readonly about: string;
  readonly port?: string;
}

function linesIn(target: Target): readonly Said[] {
  const { objects } = emissionOf(target);
  return objects.filter(isAnyPolicy).flatMap((each) => {
    const policy = policyName(each);
    return linesOfPolicy(each).map((line) => ({ target: target.name, policy, ...line }));
  });
}

/** `shop/api`, `CiliumNetworkPolicy shop/api`: what of another kind is called the same is another policy. */
function policyName(each: EmittedObject): string {
  const { kind, namespace, name } = each;
  const called = namespace === undefined ? name : `${namespace}/${name}`;
  return isPolicy(each) ? called : `${kind} ${called}`;
}

function differencesOf(
  policy: string,
  lines: readonly Said[],
  total: number,
): readonly TargetDifference[] {
  const holders = targetsIn(lines);
  const whole = holders.length < total ? [{ policy, targets: holders }] : [];
  const parts = [...groupBy(lines, ({ about, port = '' }) => `${about}\n${port}`).values()]
    .map((same) => ({ said: same[0], targets: targetsIn(same) }))
    .filter(({ said, targets }) => targets.length < (isRule(said) ? total : holders.length));
  return [...whole, ...joined(policy, parts)];
}

interface Part {
  readonly said: Said | undefined;
  readonly targets: readonly string[];
}

/** Ports of one peer that the same targets have, in one line. */
function joined(policy: string, parts: readonly Part[]): readonly TargetDifference[] {
  return [...groupBy(parts, ({ said, targets }) => `${said?.about}\n${targets}`).values()].flatMap(
    (same) => {
      const [first] = same;
      if (first?.said === undefined) return [];
      const { about } = first.said;
      const ports = same.flatMap(({ said }) => said?.port ?? []);
      const part = ports.length === 0 ? about : `${about} on ${ports.join(', ')}`;
      return [{ policy, part, targets: first.targets }];
    },
  );
}

function isRule(said: Said | undefined): boolean {
  return said?.port !== undefined;
}

function targetsIn(lines: readonly Said[]): readonly string[] {
  return [...new Set(lines.map(({ target }) => target))];
}
