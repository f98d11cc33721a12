import { Construct } from 'constructs';
import type { TierProps } from './between/tier-props';
import { tierCalled, writeTiers } from './between/tiers';
import { checkProps } from './composite-refusals';
import type { Tier } from './tier';

export interface ThreeTierAppProps {
  /** Reached from outside; reaches the api. */
  readonly web: TierProps;
  /** Reached from the web tier; reaches the database. */
  readonly api: TierProps;
  /** Reached from the api only. */
  readonly database: TierProps;
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** Isolates the pods of the tiers where nothing has. @default - refused there */
  readonly isolates?: true;
}

/** The tiers, from front to back. */
const TIERS = ['web', 'api', 'database'];

/**
 * Web, api and database: each tier reaches the next one, at both ends of the connection, and the
 * promise that nothing else does. One policy a tier. For any other number there is `TieredApp`.
 *
 * @example
 * const tiers = new ThreeTierApp(shop, 'app', {
 *   web:      { pods: pods({ tier: 'web' }),      on: [tcp(8080)], from: [ingressNginx()] },
 *   api:      { pods: pods({ tier: 'api' }),      on: [tcp(8080)] },
 *   database: { pods: pods({ tier: 'database' }), on: [tcp(5432)] },
 * });
 * // NetworkPolicy shop/app-web, shop/app-api, shop/app-database; of the api:
 * // podSelector: { matchLabels: { tier: api } }
 * // ingress:
 * //   - from: [{ podSelector: { matchLabels: { tier: web } } }]
 * //     ports: [{ protocol: TCP, port: 8080 }]
 * // egress:
 * //   - to: [{ podSelector: { matchLabels: { tier: database } } }]
 * //     ports: [{ protocol: TCP, port: 5432 }]
 * @throws {InvalidInputError} where nothing isolates the pods, and for a tier without pods or ports
 */
export class ThreeTierApp extends Construct {
  readonly web: Tier;
  readonly api: Tier;
  readonly database: Tier;

  constructor(scope: Construct, id: string, props: ThreeTierAppProps) {
    super(scope, id);
    checkProps('ThreeTierApp', props, [...TIERS, 'namespace', 'isolates']);
    const { web, api, database } = props;
    const call = { what: 'ThreeTierApp', tiers: { web, api, database }, options: props };
    const tiers = writeTiers(this, call);
    this.web = tierCalled(this, tiers, 'web');
    this.api = tierCalled(this, tiers, 'api');
    this.database = tierCalled(this, tiers, 'database');
  }
}
