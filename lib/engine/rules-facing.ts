import type { Cluster, FlowEnd } from '../model';
import type { Profile } from '../platform';
import type { GateRule } from './gate-rule';
import { namespaceMatcher } from './peers';
import { NEVER } from './port-truth';

/** The rules among these that may name an end, by its namespace alone. */
export type RulesFacing = (rules: readonly GateRule[], other: FlowEnd) => readonly GateRule[];

/** Most rules name nobody of most namespaces: which ones do is worked out once for all of its pods. */
export function rulesFacing(cluster: Cluster, profile: Profile): RulesFacing {
  const inNamespaces = namespaceMatcher(cluster, profile);
  const known = new WeakMap<readonly GateRule[], Map<string | undefined, readonly GateRule[]>>();
  const mayName = ({ policy, rule, peers }: GateRule, home: string | undefined): boolean => {
    if (rule.peers.length === 0 || peers.blocks !== undefined) return true;
    if (home === undefined) return false;
    return peers.pods.some(({ namespaces }) =>
      namespaces === undefined
        ? home === policy.namespace
        : inNamespaces(namespaces, home) !== NEVER,
    );
  };
  return (rules, other) => {
    const home = other.kind === 'pod' ? other.pod.namespace : undefined;
    const byHome = known.get(rules) ?? new Map<string | undefined, readonly GateRule[]>();
    known.set(rules, byHome);
    const found = byHome.get(home) ?? rules.filter((each) => mayName(each, home));
    byHome.set(home, found);
    return found;
  };
}
