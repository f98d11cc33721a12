import { once, type Selector, selectsEverything } from '../../../kernel';
import type { Pod, Policy, Rule } from '../../../model';
import type { Examined } from '../check';
import { type NamedPods, namedBy } from './named-by';
import { subjectsOf } from './subjects';

/** The pods at whose ports a rule looks: ports are always those of the destination. */
export interface Destinations {
  readonly pods: readonly Pod[];
  /** `possible`: the rule also leads to addresses, to everywhere, or to pods nobody can tell. */
  readonly others: 'none-known' | 'possible';
  /** `labels`: a selector that asks for labels chooses every one of them. */
  readonly chosenBy: 'labels' | 'place';
}

/** The known destinations of a rule: the pods of the policy coming in, its peers going out. */
export function destinationsOf(examined: Examined, policy: Policy, rule: Rule): Destinations {
  const known = destinations(examined);
  const found = known.get(rule) ?? find(examined, policy, rule);
  known.set(rule, found);
  return found;
}

const destinations = once((_: Examined) => new Map<Rule, Destinations>());

function find(examined: Examined, policy: Policy, rule: Rule): Destinations {
  if (rule.direction === 'ingress') {
    return {
      pods: subjectsOf(examined, policy).map(({ pod }) => pod),
      others: 'none-known',
      chosenBy: asksForLabels(policy.subject) ? 'labels' : 'place',
    };
  }
  const named = rule.peers.flatMap((peer) => (peer.kind === 'pods' ? [peer] : []));
  const found = named.map((peer) => namedBy(examined, policy, peer));
  const isClosed =
    rule.peers.length > 0 &&
    named.length === rule.peers.length &&
    found.every(({ certain, possible }) => certain.length === possible.length);
  return {
    pods: together(found),
    others: isClosed ? 'none-known' : 'possible',
    chosenBy: named.every(({ pods }) => asksForLabels(pods)) ? 'labels' : 'place',
  };
}

/** The same list each time for rules that lead to the pods of one peer, which may be everybody. */
function together(named: readonly NamedPods[]): readonly Pod[] {
  const [only, ...more] = named;
  if (only !== undefined && more.length === 0) return certainPods(only);
  return [...new Set(named.flatMap(certainPods))];
}

const certainPods = once(({ certain }: NamedPods): readonly Pod[] => certain.map(({ pod }) => pod));

/** Whether a selector is there, and asks for something. */
export function asksForLabels(selector: Selector | undefined): boolean {
  return selector !== undefined && !selectsEverything(selector);
}
