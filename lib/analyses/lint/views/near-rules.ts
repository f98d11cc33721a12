import type { PlacedRule } from '../../../engine';
import { IP_FAMILIES, type IpFamily, once, type Requirement } from '../../../kernel';

/** The rules that ask for one value of something, under each value, and all others. */
interface Asking {
  readonly values: ReadonlyMap<string, readonly PlacedRule[]>;
  readonly others: readonly PlacedRule[];
}

/**
 * Finds the few rules among which are all that may let through something that a rule does, itself
 * included. Most policies ask for one value of a label, and most rules for one port or a small block:
 * they are not compared with those that ask for another one.
 */
export function nearRules(
  all: readonly PlacedRule[],
): (placed: PlacedRule) => readonly PlacedRule[] {
  const byLabel = new Map<string, Asking>();
  const askingFor = (key: string): Asking => {
    const found = byLabel.get(key) ?? sortedBy(all, (placed) => labelAsked(placed, key));
    byLabel.set(key, found);
    return found;
  };
  const byPort = sortedBy(all, ({ rule }) => singlePorts(rule));
  const byBlock = sortedBy(all, ({ rule }) => smallBlocks(rule));
  return (placed) => {
    const first = placed.policy.subject.requirements.find(isIn);
    const ofPods = first && candidates(askingFor(first.key), first.values);
    const ports = singlePorts(placed.rule);
    const ofPorts = ports && candidates(byPort, ports);
    const blocks = smallBlocks(placed.rule);
    const ofBlocks = blocks && candidates(byBlock, blocks);
    return [ofPods, ofPorts, ofBlocks].reduce<readonly PlacedRule[]>(
      (fewest, some) => (some !== undefined && some.length < fewest.length ? some : fewest),
      all,
    );
  };
}

function candidates({ values, others }: Asking, asked: readonly string[]): readonly PlacedRule[] {
  return [...new Set([...asked.flatMap((value) => values.get(value) ?? []), ...others])];
}

function sortedBy(
  all: readonly PlacedRule[],
  askedOf: (placed: PlacedRule) => readonly string[] | undefined,
): Asking {
  const values = new Map<string, PlacedRule[]>();
  const others: PlacedRule[] = [];
  for (const placed of all) {
    const asked = askedOf(placed);
    if (asked === undefined) others.push(placed);
    for (const value of new Set(asked)) {
      const there = values.get(value) ?? [];
      there.push(placed);
      values.set(value, there);
    }
  }
  return { values, others };
}

function labelAsked({ policy }: PlacedRule, key: string): readonly string[] | undefined {
  return policy.subject.requirements.find((each) => each.key === key && isIn(each))?.values;
}

/** Undefined for all ports, for ranges, and for names, which are numbers of the destination's choice. */
const singlePorts = once(({ ports }: PlacedRule['rule']): readonly string[] | undefined => {
  const texts = ports.flatMap((port) =>
    port.kind === 'range' && port.first === port.last ? [`${port.protocol}/${port.first}`] : [],
  );
  return texts.length === 0 || texts.length < ports.length ? undefined : texts;
});

/** The bits of an address behind those that blocks are sorted by. */
const REST: Readonly<Record<IpFamily, bigint>> = { 4: 16n, 6: 80n };

/** Undefined where one is larger, and for pods, which may have an address in any block. */
const smallBlocks = once(({ peers }: PlacedRule['rule']): readonly string[] | undefined => {
  const texts: string[] = [];
  for (const peer of peers) {
    if (peer.kind !== 'block') return undefined;
    for (const family of IP_FAMILIES) {
      for (const [first, last] of peer.addresses[family]) {
        const begins = first >> REST[family];
        if (begins !== last >> REST[family]) return undefined;
        texts.push(`${family}/${begins}`);
      }
    }
  }
  return texts.length === 0 ? undefined : texts;
});

function isIn({ operator }: Requirement): boolean {
  return operator === 'In';
}
