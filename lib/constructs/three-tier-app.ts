import { Construct } from 'constructs';
import { DIRECTIONS, type Direction } from '../kernel/direction';
import { checkProps, decline } from './composite-refusals';
import {
  type EgressRule,
  type Everyone,
  endpointsOf,
  type Peer,
  type Pods,
  type Rule,
  show,
} from './dsl';
import { calledFrom } from './dsl/caller';
import { objectionsToHome, objectionsToRules } from './dsl/check-policy';
import { refuseAny } from './dsl/refuse';
import { isPodsShape } from './dsl/shape';
import { ruleTowards } from './ends';
import { mayOpen, openEnd } from './may-open';
import { namespaceOf } from './namespace-scope';
import { openOtherEnds, type PortChoice, ruleFor, writeOpening } from './openings';
import { type Place, slugOf } from './places';
import { state } from './statement';
import { farName, Tier } from './tier';

/** One tier: its pods, the ports they listen on, and whom it talks to beside its neighbours. */
export interface TierProps {
  readonly pods: Pods;
  /** Ports of its pods, for the tier in front and for `from`. */
  readonly on: PortChoice;
  /** Who else reaches it. @default - only the tier in front */
  readonly from?: readonly Peer[] | readonly [Everyone];
  /** What else it reaches. @default - only the tier behind */
  readonly to?: readonly EgressRule[];
}

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
const TIERS = ['web', 'api', 'database'] as const;
type TierName = (typeof TIERS)[number];

/**
 * Web, api and database: each tier reaches the next one, at both ends of the connection, and the
 * promise that nothing else does. One policy a tier.
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
    for (const name of TIERS) checkTier(name, props[name]);
    const home = namespaceOf(scope, props);
    refuseAny(
      TIERS.flatMap((name) => {
        const call = `\`pods\` of \`ThreeTierApp.${name}\``;
        return objectionsToHome(call, props[name].pods, home);
      }),
    );
    const tier = (name: TierName): Tier => this.#tier(name, home, props);
    this.web = tier('web');
    this.api = tier('api');
    this.database = tier('database');
  }

  #tier(name: TierName, home: string, props: ThreeTierAppProps): Tier {
    const { pods } = props[name];
    const near: Place = { namespace: home, select: pods, slug: `${this.node.id}-${name}` };
    const written = mayOpen(this, 'ThreeTierApp', near, DIRECTIONS, props);
    const { neighbours, own } = rulesOf(name, home, props);
    const rules = [...neighbours, ...own];
    const used = DIRECTIONS.filter(
      (each) => props.isolates === true || rules.some(({ direction }) => direction === each),
    );
    const write = (directions: readonly Direction[]) =>
      writeOpening(this, home, { name: near.slug, select: pods, directions, rules });
    write(used.filter((each) => written.includes(each)));
    for (const late of used.filter((each) => !written.includes(each))) {
      openEnd(this, near, late, props, () => write([late]));
    }
    for (const rule of own) {
      openOtherEnds(this, near, rule, (far) => farName(far, rule.direction, near));
    }
    const where = calledFrom();
    openEnd(this, near, 'ingress', props, () => seal(this, near, rules, where));
    const mayIsolate = { ...(props.isolates === true && { isolates: props.isolates }) };
    return new Tier({ scope: this, name: near.slug, namespace: home, pods, mayIsolate });
  }
}

/** The rules of a tier: towards its neighbours, whose own policies answer them, and its own. */
interface TierRules {
  readonly neighbours: readonly Rule<Direction>[];
  readonly own: readonly Rule<Direction>[];
}

function rulesOf(name: TierName, home: string, props: ThreeTierAppProps): TierRules {
  const { on, from = [], to = [] } = props[name];
  const at = TIERS.indexOf(name);
  const front = at === 0 ? undefined : TIERS[at - 1];
  const back = TIERS[at + 1];
  return {
    neighbours: [
      ...(front === undefined ? [] : [ruleFor('ingress', [props[front].pods], on)]),
      ...(back === undefined ? [] : [ruleFor('egress', [props[back].pods], props[back].on)]),
    ],
    own: [...(from.length === 0 ? [] : [ruleTowards('ingress', from, on, home)]), ...to],
  };
}

/** The promise that only what its rules name reaches a tier. */
function seal(
  app: Construct,
  tier: Place,
  rules: readonly Rule<Direction>[],
  where: ReturnType<typeof calledFrom>,
): void {
  const inward = rules.filter(({ direction }) => direction === 'ingress');
  const clients = inward.flatMap(({ peers }) =>
    peers === 'any' ? ['everyone'] : peers.map(slugOf),
  );
  const who = clients.length === 0 ? 'nothing reaches' : `only ${clients.join(' and ')} reaches`;
  state(app, {
    ...where,
    intents: [
      {
        name: `${who} ${tier.namespace}/${tier.slug}`,
        kind: 'closed',
        pods: endpointsOf(tier.select, tier.namespace),
        directions: ['ingress'],
        severity: 'error',
        hard: false,
      },
    ],
  });
}

function checkTier(name: TierName, tier: unknown): void {
  checkProps(`ThreeTierApp.${name}`, tier, ['pods', 'on', 'from', 'to']);
  const pods: unknown = 'pods' in tier ? tier.pods : undefined;
  if (!isPodsShape(pods)) {
    const message = `\`pods\` of \`ThreeTierApp.${name}\` is ${show(pods)}, not pods(...)`;
    decline({ code: 'constructs/missing-part', message, help: "write pods({ tier: '...' })" });
  }
  if (!('on' in tier)) {
    const message = `\`ThreeTierApp.${name}\` says no ports`;
    decline({ code: 'constructs/missing-part', message, help: 'give `on`, such as [tcp(8080)]' });
  }
  if ('from' in tier && !Array.isArray(tier.from)) {
    const message = `\`from\` of \`ThreeTierApp.${name}\` is ${show(tier.from)}, not a list of peers`;
    decline({ code: 'constructs/missing-part', message, help: 'write from: [ ... ]' });
  }
  if ('to' in tier) refuseAny(objectionsToRules('egress', tier.to, `ThreeTierApp.${name}.to`));
}
