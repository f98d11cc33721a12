import { compareText } from '../kernel';
import { ByName } from './by-name';
import type { ObjectKind } from './owners';

/** An object of the input, or one that is only referred to there as the owner of another. */
export class Controlled<T> {
  readonly is: ObjectKind;
  readonly namespace: string;
  readonly name: string;
  /** What the input holds of it; the last one where it holds two. */
  held: T | undefined;
  /** The topmost object above it, once it is known. */
  top: Controlled<T> | undefined;
  /** Whether the way upwards that is being followed has come by. */
  isOnTheWay = false;

  constructor(is: ObjectKind, namespace: string, name: string) {
    this.is = is;
    this.namespace = namespace;
    this.name = name;
  }
}

/**
 * Objects and who controls them. Each is one value, so that climbing from pod to owner compares and
 * follows references, where keys put together from four texts cost more than reading the pod did.
 */
export class Controllers<T> {
  private readonly known = new ByName<Controlled<T>>();
  private last: Controlled<T> | undefined;

  /** The object of this name, made where nobody has named it before. Replicas ask for one in a row. */
  at(is: ObjectKind, namespace: string, name: string): Controlled<T> {
    const { last } = this;
    if (last?.name === name && last.namespace === namespace && last.is === is) return last;
    const known = this.find(is.id, namespace, name);
    this.last = known ?? new Controlled<T>(is, namespace, name);
    if (known === undefined) this.known.set(is.id, namespace, name, this.last);
    return this.last;
  }

  /** Whether somebody has named an object of this kind. */
  hasKind(kind: string): boolean {
    return this.known.hasKind(kind);
  }

  /** Whether somebody has named an object of this kind in a namespace. */
  has(kind: string, namespace: string): boolean {
    return this.known.has(kind, namespace);
  }

  /** The object of this name; undefined where nobody has named it. */
  find(kind: string, namespace: string, name: string): Controlled<T> | undefined {
    return this.known.get(kind, namespace, name);
  }
}

/**
 * Follows controllers upwards, each of them once; one that is only referred to still counts as the
 * owner. In a circle, which only hostile input has, the first by name is the topmost.
 */
export function topmost<T>(
  start: Controlled<T>,
  parentOf: (held: T) => Controlled<T> | undefined,
): Controlled<T> {
  const way: Controlled<T>[] = [];
  let at = start;
  while (at.top === undefined && !at.isOnTheWay) {
    at.isOnTheWay = true;
    way.push(at);
    at = (at.held && parentOf(at.held)) ?? at;
  }
  const top = at.top ?? firstOfCircle(way, at);
  for (const each of way) {
    each.top = top;
    each.isOnTheWay = false;
  }
  return top;
}

/** The way from `entry` on is the circle; without one it is the end of the way alone. */
function firstOfCircle<T>(way: readonly Controlled<T>[], entry: Controlled<T>): Controlled<T> {
  const circle = way.slice(way.indexOf(entry));
  return circle.sort((a, b) => compareText(keyOf(a), keyOf(b)))[0] ?? entry;
}

function keyOf({ is, namespace, name }: Controlled<unknown>): string {
  return `${namespace}/${is.id}/${name}`;
}
