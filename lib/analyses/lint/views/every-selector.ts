import { DIRECTIONS, type ObjectPath, once, PEER_FIELD, type Selector } from '../../../kernel';
import type { PodPeer, Policy, Rule } from '../../../model';
import type { Examined } from '../check';
import { rulePath } from './rule-place';

/** A peer that names pods, and where it stands. */
export interface PlacedPeer {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly peer: PodPeer;
  readonly path: ObjectPath;
  /** `ingress[0].from[1]`: the place as people call it. */
  readonly place: string;
}

/** Every peer that names pods, of the rules that count. */
export const everyPodPeer: (examined: Examined) => readonly PlacedPeer[] = once((examined) =>
  examined.cluster.policies.flatMap((policy) =>
    DIRECTIONS.filter((direction) => policy.isolates.includes(direction)).flatMap((direction) =>
      policy.rules[direction].flatMap((rule) => peersOf(policy, rule)),
    ),
  ),
);

/** The peers of a rule that name pods. */
export function peersOf(policy: Policy, rule: Rule): readonly PlacedPeer[] {
  const { direction, index } = rule;
  const field = PEER_FIELD[direction];
  return rule.peers.flatMap((peer, position) => {
    if (peer.kind !== 'pods') return [];
    const path = rulePath(rule, field, position);
    return [{ policy, rule, peer, path, place: `${direction}[${index}].${field}[${position}]` }];
  });
}

/** A selector of a policy, what it is for, and where it stands. */
export interface PlacedSelector {
  readonly policy: Policy;
  readonly selector: Selector;
  readonly of: 'subject' | 'peer' | 'namespaces';
  readonly path: ObjectPath;
  readonly place: string;
}

/** Every selector of every policy, also those of rules that count for nothing. */
export const everySelector: (examined: Examined) => readonly PlacedSelector[] = once((examined) =>
  examined.cluster.policies.flatMap((policy) => [
    {
      policy,
      selector: policy.subject,
      of: 'subject' as const,
      path: ['spec', 'podSelector'],
      place: 'podSelector',
    },
    ...DIRECTIONS.flatMap((direction) =>
      policy.rules[direction].flatMap((rule) => peersOf(policy, rule).flatMap(selectorsOf)),
    ),
  ]),
);

function selectorsOf({ policy, peer, path, place }: PlacedPeer): readonly PlacedSelector[] {
  const at = (field: string) => ({ policy, path: [...path, field], place: `${place}.${field}` });
  return [
    ...(peer.pods === undefined
      ? []
      : [{ ...at('podSelector'), selector: peer.pods, of: 'peer' as const }]),
    ...(peer.namespaces === undefined
      ? []
      : [{ ...at('namespaceSelector'), selector: peer.namespaces, of: 'namespaces' as const }]),
  ];
}
