import { Construct } from 'constructs';
import { dnsLabelProblems } from '../../kernel/field-rules';
import { checkProps, decline } from '../composite-refusals';
import { show } from '../dsl';
import type { Tier } from '../tier';
import type { TierProps } from './tier-props';
import { tierCalled, writeTiers } from './tiers';

/** Where the tiers stand, and what they may do there. */
export interface TieredAppOptions {
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods of the tiers where nothing has. @default - refused there */
  readonly isolates?: true;
}

/**
 * Tiers of any number, in the order in which they are written: each reaches the next one, at both ends
 * of the connection, and the promise that nothing else does. One policy a tier.
 *
 * @example
 * const app = new TieredApp(shop, 'app', {
 *   web:   { pods: pods({ tier: 'web' }),   on: tcp(8080), from: [ingressNginx()] },
 *   api:   { pods: pods({ tier: 'api' }),   on: tcp(8080) },
 *   cache: { pods: pods({ tier: 'cache' }), on: tcp(6379) },
 *   store: { pods: pods({ tier: 'store' }), on: tcp(9000) },
 * });
 * app.tier('api').allowFrom(prometheus(), tcp('metrics'));
 * // NetworkPolicy shop/app-web, shop/app-api, shop/app-cache, shop/app-store; of the cache:
 * // podSelector: { matchLabels: { tier: cache } }
 * // ingress:
 * //   - from: [{ podSelector: { matchLabels: { tier: api } } }]
 * //     ports: [{ protocol: TCP, port: 6379 }]
 * // egress:
 * //   - to: [{ podSelector: { matchLabels: { tier: store } } }]
 * //     ports: [{ protocol: TCP, port: 9000 }]
 * @throws {InvalidInputError} where nothing isolates the pods, for no tier, one without pods or ports,
 * and a name that cannot be a part of the name of a policy
 */
export class TieredApp<const Name extends string = string> extends Construct {
  readonly #tiers: ReadonlyMap<string, Tier>;

  constructor(
    scope: Construct,
    id: string,
    tiers: { readonly [name in Name]: TierProps },
    options: TieredAppOptions = {},
  ) {
    super(scope, id);
    checkTiers(tiers);
    checkProps('TieredApp', options, ['namespace', 'isolates']);
    this.#tiers = writeTiers(this, { what: 'TieredApp', tiers, options });
  }

  /**
   * One of the tiers: a peer of any rule, and an end of a `Connection`.
   *
   * @throws {InvalidInputError} for a name that no tier has
   */
  tier(name: Name): Tier {
    return tierCalled(this, this.#tiers, name);
  }
}

function checkTiers(tiers: unknown): void {
  if (typeof tiers !== 'object' || tiers === null || Object.keys(tiers).length === 0) {
    const message = `\`TieredApp\` got ${show(tiers)} where its tiers belong`;
    const help = 'write { web: { pods: ..., on: ... }, api: { ... } }, from front to back';
    decline({ code: 'constructs/missing-part', message, help });
  }
  for (const name of Object.keys(tiers)) {
    // JavaScript puts names that are whole numbers first, in whatever order they are written.
    const isNumber = /^\d+$/.test(name);
    if (!isNumber && dnsLabelProblems(name).length === 0) continue;
    const why = isNumber
      ? 'which JavaScript would put first'
      : 'which no policy can be called after';
    const message = `a tier of \`TieredApp\` is called ${show(name)}, ${why}`;
    decline({ code: 'constructs/illegal-tier-name', message });
  }
}
