import { Construct } from 'constructs';
import type { Direction } from '../../kernel/direction';
import { SHORTEST_REASON } from '../../kernel/intent';
import { once } from '../../kernel/once';
import { checkProps, decline, diagnosticFor, type Refusal } from '../composite-refusals';
import { allPods, allPorts, callerLine, type ReasonOptions, show } from '../dsl';
import { isDenied, isolationOf } from '../isolation';
import { markedNamespaces } from '../namespace-scope';
import { type Look, objectAtSynth } from '../objections';
import { ruleFor, writeOpening } from '../openings';
import { type OwnPods, ownEnd } from '../own-end';
import { directionsGiven } from './directions';

export interface AllowAllProps extends ReasonOptions {
  /** The pods that are open. @default - every pod of the namespace */
  readonly for?: OwnPods;
  /** What is open: what reaches them, what they reach, or both. */
  readonly directions: readonly Direction[];
  /** Why nothing is to protect them, in at least ten characters. */
  readonly because: string;
  /** Says that a default deny of the namespace is opened again. @default - refused there */
  readonly reopens?: true;
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
}

const PROPS = ['for', 'directions', 'because', 'reopens', 'owner', 'until', 'namespace'];

/**
 * Everything allowed, said out loud and with a reason: whatever other policies isolate, these pods
 * are open. States it, so that no promise is broken but a hard one: egress to cloud metadata is
 * opened as well.
 *
 * @example
 * new AllowAll(chart, 'legacy', {
 *   namespace: 'legacy',
 *   directions: ['ingress'],
 *   because: 'moves behind the gateway in June',
 *   until: '2027-06-30',
 * });
 * // spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{}] }
 * @throws {InvalidInputError} without a reason or a direction, and where it reopens a default deny
 */
export class AllowAll extends Construct {
  constructor(scope: Construct, id: string, props: AllowAllProps) {
    super(scope, id);
    checkProps('AllowAll', props, PROPS);
    const { for: pods = allPods(), because, reopens } = props;
    const near = ownEnd(scope, { construct: 'AllowAll', prop: 'for', id }, pods, props);
    const { namespace: home, select } = near;
    const directions = directionsGiven('AllowAll', props.directions);
    checkReason(because);
    const denied = (isDenied: (direction: Direction) => boolean) =>
      reopens === true ? [] : directions.filter(isDenied).map((each) => reopening(home, each));
    const now = denied((each) => isolationOf(scope, home, each) === 'isolated');
    if (now.length > 0) decline(...now);
    const where = callerLine();
    // What is created later may deny as well. Whether it isolates says nothing: this policy does too.
    objectAtSynth(this, (look) =>
      denied((each) => isDenied(this, home, each) || isMarked(look, home, each)).map((each) =>
        diagnosticFor(each, where),
      ),
    );
    writeOpening(this, home, {
      name: id,
      select,
      directions,
      rules: directions.map((direction) =>
        ruleFor(direction, 'any', allPorts()).because(because, standing(props)),
      ),
    });
  }
}

function checkReason(because: unknown): void {
  if (typeof because === 'string' && because.trim().length >= SHORTEST_REASON) return;
  decline({
    code: 'constructs/needs-a-reason',
    message: `\`because\` of \`AllowAll\` is ${show(because)}, shorter than ${SHORTEST_REASON} characters`,
    help: 'give `because`: why nothing is to protect these pods',
  });
}

/** Who stands behind it, and until when: only what is said, because `undefined` is refused. */
function standing({ owner, until }: ReasonOptions): ReasonOptions {
  return { ...(owner !== undefined && { owner }), ...(until !== undefined && { until }) };
}

function isMarked(look: Look, home: string, direction: Direction): boolean {
  return isolatedPlaces(look).has(`${direction} ${home}`);
}

/** The namespaces of the tree that are isolated, each with the direction. */
const isolatedPlaces = once(
  ({ root }: Look): ReadonlySet<string> =>
    new Set(
      markedNamespaces(root).flatMap(({ name, facts }) =>
        facts.isolated.map((direction) => `${direction} ${name}`),
      ),
    ),
);

function reopening(home: string, direction: Direction): Refusal {
  return {
    code: 'constructs/reopens-default-deny',
    message: `\`AllowAll\` would open ${direction} in \`${home}\`, where it is denied`,
    help: 'allow what is needed by AllowFrom or AllowTo, or give `reopens: true`',
  };
}
