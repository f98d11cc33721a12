import type { Construct } from 'constructs';
import type { Direction } from '../kernel/direction';
import type { LabelSelectorSpec } from '../kernel/network-policy';
import {
  type Anywhere,
  type Everyone,
  type NamedNamespace,
  namespace,
  type Peer,
  type Pods,
  type PodsInNamespace,
} from './dsl';
import { type EndChoice, ruleTowards } from './ends';
import { type MayIsolate, openEnd } from './may-open';
import { OPPOSITE, openOtherEnds, type PortChoice, writeOpening } from './openings';
import { type Place, slugOf } from './places';

/** Where a tier stands, and how its policies are called. */
interface TierHome {
  readonly scope: Construct;
  /** The name of its policy. */
  readonly name: string;
  readonly namespace: string;
  readonly pods: Pods;
  /** Whether its policies may isolate pods that nothing else does. */
  readonly mayIsolate: MayIsolate;
}

/** How the name of a policy leads from its pods to the other end. */
const TOWARDS: Readonly<Record<Direction, string>> = { ingress: 'from', egress: 'to' };

/**
 * Pods that play one part in an application. A tier is a peer of any rule, and an end of a
 * `Connection`.
 *
 * @example
 * new NetworkPolicy(backup, 'dump', {
 *   select: allPods(),
 *   egress: [to(tiers.database).on(tcp(5432))],
 * });
 */
export class Tier implements PodsInNamespace {
  readonly kind = 'pods-in';
  readonly selector: LabelSelectorSpec;
  readonly place: NamedNamespace;
  // Private to the language: a rule freezes the peers it is given, and must not freeze the tree.
  readonly #home: TierHome;

  /** @internal */
  constructor(home: TierHome) {
    this.selector = home.pods.selector;
    this.place = namespace(home.namespace);
    this.#home = home;
  }

  /**
   * Lets `peers` reach the tier on `ports` of its pods. Opens the other end as well, for every peer
   * whose egress this app isolates.
   *
   * @example
   * tiers.api.allowFrom(pods({ app: 'prometheus' }).in(namespace('monitoring')), tcp('metrics'));
   * // NetworkPolicy shop/app-api-from-prometheus:
   * // ingress:
   * //   - from: [{ podSelector: ..., namespaceSelector: ... }]
   * //     ports: [{ protocol: TCP, port: metrics }]
   * @throws {InvalidInputError} for no peer or no port, and what else `from(...).on(...)` refuses
   */
  allowFrom(peers: Peer | readonly Peer[] | Everyone, ports: PortChoice): this {
    this.#allow('ingress', peers, ports);
    return this;
  }

  /**
   * Lets the tier reach `peers` on `ports` of theirs. Opens the other end as well, for every peer
   * whose ingress this app isolates.
   *
   * @example
   * tiers.api.allowTo(internet(), tcp(443));
   * // NetworkPolicy shop/app-api-to-internet:
   * // egress:
   * //   - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [...] } }, ...]
   * //     ports: [{ protocol: TCP, port: 443 }]
   * @throws {InvalidInputError} for no peer or no port, and what else `to(...).on(...)` refuses
   */
  allowTo(peers: Peer | readonly Peer[] | Anywhere, ports: PortChoice): this {
    this.#allow('egress', peers, ports);
    return this;
  }

  #allow(direction: Direction, ends: EndChoice, ports: PortChoice): void {
    const { scope, name, namespace: home, pods, mayIsolate } = this.#home;
    const near: Place = { namespace: home, select: pods, slug: name };
    const rule = ruleTowards(direction, ends, ports, home);
    const others = rule.peers === 'any' ? 'any' : [...new Set(rule.peers.map(slugOf))].join('-');
    openEnd(scope, near, direction, mayIsolate, () => {
      writeOpening(scope, home, {
        name: `${name}-${TOWARDS[direction]}-${others}`,
        select: pods,
        directions: [direction],
        rules: [rule],
      });
    });
    openOtherEnds(scope, near, rule, (far) => farName(far, direction, near));
  }
}

/**
 * The name of the policy that answers, at the far end, what `near` opens in `direction`:
 * `prometheus-to-shop-app-api`. It says the near namespace where that is another one.
 */
export function farName(far: Place, direction: Direction, near: Place): string {
  const home = far.namespace === near.namespace ? '' : `${near.namespace}-`;
  return `${far.slug}-${TOWARDS[OPPOSITE[direction]]}-${home}${near.slug}`;
}
