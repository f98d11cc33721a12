import { anyPort, DIRECTIONS, groupBy, once, type PortSet, portRange } from '../../kernel';
import type { Cluster, Policy } from '../../model';
import type { DiffCause, DiffSide } from '../../results';
import { evaluate, type Gate, type RuleMatch, type Truth } from '../../semantics';
import { portAtoms } from '../shared/gates/port-atoms';
import type { Compared, ComparedPair } from './compared';
import { eachOnce } from './each-once';
import { otherFacts } from './other-facts';
import { type PerSide, perSide } from './per-side';
import { eventOf, policyId, type Written } from './written';

/** What passes on one side, and does not, or less surely, on the other. */
export interface Difference {
  readonly passes: DiffSide;
  readonly ports: PortSet;
}

/** More kinds of ports than this are not looked at for one pair: each would be a cause to read. */
const LOOKED_AT = 6;

/** Why ports pass on one side only, in the words of the specification. */
export function causesOf(
  compared: Compared,
  pair: ComparedPair,
  { passes, ports }: Difference,
): readonly DiffCause[] {
  const near = perSide((side) => nearby(compared, pair, side));
  const atoms = perSide((side) => portAtoms(near[side], pair.to[side], ports));
  const examples = [...atoms.before, ...atoms.after].flatMap(
    ({ protocol, range: [first] }) => anyPort(portRange(protocol, first)) ?? [],
  );
  const unique = new Map(examples.map((each) => [`${each.protocol} ${each.port}`, each]));
  const found = [...unique.values()].slice(0, LOOKED_AT).flatMap((port) => {
    const verdicts = perSide((side) =>
      evaluate(near[side], compared.profile, {
        from: pair.from[side],
        to: pair.to[side],
        ...port,
      }),
    );
    return DIRECTIONS.flatMap((direction) =>
      gateCauses(
        compared,
        passes,
        perSide((side) => verdicts[side][direction]),
      ),
    );
  });
  const causes = found.length > 0 ? found : otherFacts(compared, pair);
  return eachOnce(causes);
}

/** The cluster with only those policies that can have a say between the two ends. */
function nearby({ clusters }: Compared, { from, to }: ComparedPair, side: DiffSide): Cluster {
  const homes = [from[side], to[side]].flatMap((end) =>
    end.kind === 'pod' ? [end.pod.namespace] : [],
  );
  return { ...clusters[side], policies: policiesAmong(clusters[side].policies)(homes) };
}

/** Finds the policies of namespaces, in their order, without going through all of them each time. */
const policiesAmong = once((policies: readonly Policy[]) => {
  const inNamespace = groupBy(policies.entries(), ([, { namespace }]) => namespace);
  return (namespaces: readonly string[]): readonly Policy[] =>
    [...new Set(namespaces)]
      .flatMap((name) => inNamespace.get(name) ?? [])
      .sort(([one], [other]) => one - other)
      .map(([, policy]) => policy);
});

const RANK: Readonly<Record<Truth['answer'], number>> = { no: 0, unknown: 1, yes: 2 };

/** What stands open on one side only, and by whom. */
function gateCauses(
  { written }: Compared,
  passes: DiffSide,
  gates: PerSide<Gate>,
): readonly DiffCause[] {
  const misses = passes === 'after' ? 'before' : 'after';
  const [open, shut] = [gates[passes], gates[misses]];
  if (RANK[open.open.answer] <= RANK[shut.open.answer]) return [];
  return [
    ...ruleCauses(open, passes, written[misses]),
    ...(open.isolatedBy.length > 0 ? [] : isolationCauses(shut, misses, written[passes])),
  ];
}

/** The rules that let it through, and that the other side does not have. */
function ruleCauses(gate: Gate, side: DiffSide, elsewhere: Written): readonly DiffCause[] {
  return letting(gate)
    .filter(({ policy, rule }) => !elsewhere.hasRule(policy, rule))
    .map(({ policy, rule: { direction, index } }) => ({
      kind: 'rule',
      direction,
      policy: policyId(policy),
      path: `${direction}[${index}]`,
      happened: eventOf(policy, side, elsewhere),
      side,
      source: policy.origin.at(['spec', direction, index]),
    }));
}

/** Each by itself; or together, where each lets a host-network pod through under one reading. */
function letting({ open, rules }: Gate): readonly RuleMatch[] {
  const alone = rules.filter(({ truth }) => RANK[truth.answer] === RANK[open.answer]);
  return alone.length > 0 ? alone : rules.filter(({ truth }) => RANK[truth.answer] > 0);
}

/** The policies that isolate the pod, and that the other side does not have. */
function isolationCauses(
  { direction, isolatedBy }: Gate,
  side: DiffSide,
  elsewhere: Written,
): readonly DiffCause[] {
  return isolatedBy
    .filter((policy) => !elsewhere.isolates(policy, direction))
    .map((policy) => ({
      kind: 'isolation',
      direction,
      policy: policyId(policy),
      happened: eventOf(policy, side, elsewhere),
      side,
      source: policy.origin.at(['spec', 'podSelector']),
    }));
}
