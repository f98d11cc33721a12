import type { Construct } from 'constructs';
import { DIRECTIONS, type Direction } from '../../kernel/direction';
import { orElse } from '../../kernel/suggest';
import { decline } from '../composite-refusals';
import { endpointsOf, type Rule, show } from '../dsl';
import { calledFrom } from '../dsl/caller';
import { objectionsToHome } from '../dsl/check-policy';
import { refuseAny } from '../dsl/refuse';
import { ruleTowards } from '../ends';
import { type MayIsolate, mayOpen, openEnd } from '../may-open';
import { type NamespaceChoice, namespaceOf } from '../namespace-scope';
import { openOtherEnds, ruleFor, writeOpening } from '../openings';
import { type Place, slugOf } from '../places';
import { state } from '../statement';
import { farName, Tier } from '../tier';
import { checkTier, type TierProps } from './tier-props';

/** How an author wrote the tiers of an application. */
export interface TiersCall {
  /** How the construct is called. */
  readonly what: string;
  /** By name, in their order. */
  readonly tiers: { readonly [name: string]: TierProps };
  readonly options: NamespaceChoice & MayIsolate;
}

/**
 * Opens each tier to the next one, at both ends, and promises that nothing else reaches it. One policy
 * a tier, called after `app` and the tier.
 *
 * @throws {InvalidInputError} where nothing isolates the pods, and for a tier without pods or ports
 */
export function writeTiers(
  app: Construct,
  { what, tiers: given, options }: TiersCall,
): ReadonlyMap<string, Tier> {
  const tiers = Object.entries(given);
  for (const [name, tier] of tiers) checkTier(`${what}.${name}`, tier);
  const home = namespaceOf(app, options);
  refuseAny(
    tiers.flatMap(([name, { pods }]) =>
      objectionsToHome(`\`pods\` of \`${what}.${name}\``, pods, home),
    ),
  );
  const { isolates } = options;
  const mayIsolate = { ...(isolates === true && { isolates }) };
  const inOrder = tiers.map(([, tier]) => tier);
  return new Map(
    tiers.map(([name, { pods }], at) => {
      const slug = `${app.node.id}-${name}`;
      const near: Place = { namespace: home, select: pods, slug };
      writeTier(app, what, near, rulesOf(inOrder, at, home), mayIsolate);
      return [name, new Tier({ scope: app, name: slug, namespace: home, pods, mayIsolate })];
    }),
  );
}

/** The tier called `name`. @throws {InvalidInputError} for a name that no tier of `app` has */
export function tierCalled(app: Construct, tiers: ReadonlyMap<string, Tier>, name: string): Tier {
  const names = [...tiers.keys()];
  const message = `\`${app.node.path}\` has no tier ${show(name)}${orElse(String(name), names)}`;
  const help = `use ${names.join(', ')}`;
  return tiers.get(name) ?? decline({ code: 'constructs/unknown-tier', message, help });
}

/** The rules of a tier: towards its neighbours, whose own policies answer them, and its own. */
interface TierRules {
  readonly neighbours: readonly Rule<Direction>[];
  readonly own: readonly Rule<Direction>[];
}

function rulesOf(tiers: readonly TierProps[], at: number, home: string): TierRules {
  const [tier, front, back] = [tiers[at], tiers[at - 1], tiers[at + 1]];
  if (tier === undefined) return { neighbours: [], own: [] };
  const { on, from = [], to = [] } = tier;
  return {
    neighbours: [
      ...(front === undefined ? [] : [ruleFor('ingress', [front.pods], on)]),
      ...(back === undefined ? [] : [ruleFor('egress', [back.pods], back.on)]),
    ],
    own: [...(from.length === 0 ? [] : [ruleTowards('ingress', from, on, home)]), ...to],
  };
}

function writeTier(
  app: Construct,
  what: string,
  near: Place,
  { neighbours, own }: TierRules,
  options: MayIsolate,
): void {
  const { namespace: home, select } = near;
  const written = mayOpen(app, what, near, DIRECTIONS, options);
  const rules = [...neighbours, ...own];
  const used = DIRECTIONS.filter(
    (each) => options.isolates === true || rules.some(({ direction }) => direction === each),
  );
  const write = (directions: readonly Direction[]) =>
    writeOpening(app, home, { name: near.slug, select, directions, rules });
  write(used.filter((each) => written.includes(each)));
  for (const late of used.filter((each) => !written.includes(each))) {
    openEnd(app, near, late, options, () => write([late]));
  }
  for (const rule of own) {
    openOtherEnds(app, near, rule, (far) => farName(far, rule.direction, near));
  }
  // A tier that lets nobody in has no policy of its own for ingress: its namespace promises that.
  if (!used.includes('ingress')) return;
  const where = calledFrom();
  openEnd(app, near, 'ingress', options, () => seal(app, near, rules, where));
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
