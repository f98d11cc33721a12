import { Construct } from 'constructs';
import { DIRECTIONS, type Direction } from '../kernel/direction';
import { checkProps, decline } from './composite-refusals';
import { flowOf, type Pods, type PodsInNamespace, type Rule, show } from './dsl';
import { kindOf } from './dsl/peer';
import { homeFor } from './isolation';
import { judgeEnd, openEnd } from './may-open';
import { namespaceOf, tryNamespaceOf } from './namespace-scope';
import { OPPOSITE, type PortChoice, ruleFor, writeOpening } from './openings';
import { type Place, peerAt, placeOf } from './places';
import type { PodsOfWorkload } from './pods-of';
import { reachIntent, state } from './statement';

/** Pods here, pods of another namespace, a tier, or the pods of a workload. */
export type ConnectionEnd = Pods | PodsInNamespace | PodsOfWorkload;

/** What a connection may do at an end that nothing is known to isolate. */
export interface EndOptions {
  /** Isolates the pods of that end: this connection is then all they have. @default - refused */
  readonly isolates?: true;
  /** Leaves that end alone, and writes only the other one. @default - refused */
  readonly thisEndOnly?: true;
}

export interface ConnectionProps extends EndOptions {
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
  /** Ports of the pods of `to`. */
  readonly on: PortChoice;
  /** The namespace of ends that name none. @default - the enclosing one, else the chart's */
  readonly namespace?: string;
}

/**
 * Lets one end reach the other, and opens both: egress at `from`, ingress at `to`. An end that is
 * declared to be left alone needs no policy; one that nothing is known to isolate is refused.
 *
 * @example
 * new Connection(shop, 'web-to-db', {
 *   from: pods({ app: 'web' }),
 *   to: pods({ app: 'db' }).in(namespace('data')),
 *   on: tcp(5432),
 * });
 * // NetworkPolicy shop/web-to-db-egress:
 * //   egress: [{ to: [{ podSelector: ..., namespaceSelector: ... }], ports: [...] }]
 * // NetworkPolicy data/shop-web-to-db-ingress:
 * //   ingress: [{ from: [{ podSelector: ..., namespaceSelector: ... }], ports: [...] }]
 * @throws {InvalidInputError} naming what would be cut, or for an end that is no single place
 */
export class Connection extends Construct {
  constructor(scope: Construct, id: string, props: ConnectionProps) {
    super(scope, id);
    checkProps('Connection', props, ['from', 'to', 'on', 'namespace', 'isolates', 'thisEndOnly']);
    checkChoice(props);
    const here = () => namespaceOf(scope, props);
    const ends: Ends = {
      egress: endAt('from', props.from, here),
      ingress: endAt('to', props.to, here),
    };
    const home = props.namespace ?? tryNamespaceOf(scope);
    for (const direction of directionsToOpen(this, ends, props)) {
      const { namespace, select } = ends[direction];
      const isHere = namespace === home;
      const prefix = isHere || home === undefined ? '' : `${home}-`;
      const rules = [ruleAt(ends, direction, props.on)];
      openEnd(this, ends[direction], direction, props, () => {
        writeOpening(isHere ? this : homeFor(this, namespace), namespace, {
          name: `${prefix}${id}-${direction}`,
          select,
          directions: [direction],
          rules,
          by: this,
        });
      });
    }
    promise(this, ends, props.on);
  }
}

/** The place of each end, by the direction that its policy opens. */
type Ends = Readonly<Record<Direction, Place>>;

function ruleAt(ends: Ends, direction: Direction, ports: PortChoice): Rule<Direction> {
  const other = ends[OPPOSITE[direction]];
  return ruleFor(direction, [peerAt(other, ends[direction].namespace)], ports);
}

function endAt(prop: 'from' | 'to', end: ConnectionEnd, here: () => string): Place {
  const place = tryEndAt(end, here);
  if (place !== undefined) return place;
  const several = kindOf(end) === 'pods-in' ? 'pods of several namespaces' : show(end);
  const message = `\`${prop}\` of \`Connection\` is ${several}, which is no single place`;
  return decline({ code: 'constructs/no-place', message });
}

function tryEndAt(end: ConnectionEnd, here: () => string): Place | undefined {
  const kind = kindOf(end);
  if (kind !== 'pods' && kind !== 'pods-in') return undefined;
  if (end.kind === 'pods-in') return placeOf(end, end.place.name);
  return placeOf(end, end.namespaceName ?? here());
}

/**
 * The directions to open: where this app isolates the pods, now or later, and by `isolates: true`
 * every one.
 *
 * @throws {InvalidInputError} for each end that nothing is known to isolate, unless the author chose
 */
function directionsToOpen(
  scope: Construct,
  ends: Ends,
  { isolates, thisEndOnly }: EndOptions,
): readonly Direction[] {
  if (isolates === true) return DIRECTIONS;
  const judged = DIRECTIONS.map((each) => judgeEnd(scope, 'Connection', ends[each], [each]));
  const surprises = judged.flatMap(({ surprise }) => surprise ?? []);
  if (surprises.length > 0 && thisEndOnly !== true) {
    const help = (text: string | undefined) => `${text} or \`thisEndOnly: true\``;
    decline(...surprises.map((each) => ({ ...each, help: help(each.help) })));
  }
  if (surprises.length > 0 && judged.every(({ isolated }) => isolated.length === 0)) {
    const message = '`thisEndOnly: true` leaves no end to write: neither is known to be isolated';
    decline({ code: 'constructs/opens-nothing', message });
  }
  return judged.flatMap(({ isolated, open }) => [...isolated, ...open]);
}

function checkChoice({ isolates, thisEndOnly }: EndOptions): void {
  if (isolates !== true || thisEndOnly !== true) return;
  const message = '`Connection` has both `isolates` and `thisEndOnly`';
  decline({ code: 'constructs/contradicting-options', message });
}

/** The promise that the connection works, and the flow as one that is meant. */
function promise(connection: Construct, ends: Ends, ports: PortChoice): void {
  const { namespace, select, slug } = ends.egress;
  const flow = flowOf(ruleAt(ends, 'egress', ports), select, namespace);
  const to = ends.ingress;
  state(connection, {
    flows: [flow],
    intents: [reachIntent(`${namespace}/${slug} reaches ${to.namespace}/${to.slug}`, [flow])],
  });
}
