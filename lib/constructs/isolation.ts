import { Construct, type IConstruct } from 'constructs';
import { DIRECTIONS, type Direction } from '../kernel/direction';
import { enclosingNamespace, markNamespace } from './namespace-scope';

/**
 * What this app knows of one direction of a namespace. `isolated`: every pod is, so opening adds.
 * `open`: declared to be left alone, so nothing needs opening. `unknown`: a policy there might cut.
 */
export type Isolation = 'isolated' | 'open' | 'unknown';

interface Known {
  readonly isolation: Exclude<Isolation, 'unknown'>;
  /** Where policies of that namespace belong in the tree. */
  readonly home: Construct;
}

type Open = (home: Construct) => void;

/** By namespace and direction: what is known, which are denied as a whole, and what waits to be known. */
interface Registry {
  readonly known: Map<string, Known>;
  readonly denied: Set<string>;
  readonly waiting: Map<string, Open[]>;
}

const REGISTRIES = new WeakMap<IConstruct, Registry>();

function registryOf(scope: IConstruct): Registry {
  const { root } = scope.node;
  const registry = REGISTRIES.get(root) ?? {
    known: new Map(),
    denied: new Set(),
    waiting: new Map(),
  };
  REGISTRIES.set(root, registry);
  return registry;
}

function keyOf(namespace: string, direction: Direction): string {
  return `${namespace}/${direction}`;
}

/**
 * Makes `home` stand for a namespace whose every pod is isolated in `isolated`, and left alone in
 * the other directions. What waited for one of them is opened now.
 */
export function declareIsolation(
  home: Construct,
  namespace: string,
  isolated: readonly Direction[],
): void {
  markNamespace(home, namespace, { isolated });
  for (const direction of DIRECTIONS) {
    learn(home, namespace, direction, isolated.includes(direction) ? 'isolated' : 'open');
  }
}

/** Records that a policy in `home` isolates every pod of the namespace. */
export function learnIsolated(
  home: Construct,
  namespace: string,
  directions: readonly Direction[],
): void {
  for (const direction of directions) learn(home, namespace, direction, 'isolated');
}

/** Records that a policy isolates every pod of the namespace and opens nothing: a default deny. */
export function learnDenied(
  scope: IConstruct,
  namespace: string,
  directions: readonly Direction[],
): void {
  for (const direction of directions) registryOf(scope).denied.add(keyOf(namespace, direction));
}

/** Whether a default deny of the namespace is known so far, whoever else isolates it and opens something. */
export function isDenied(scope: IConstruct, namespace: string, direction: Direction): boolean {
  return registryOf(scope).denied.has(keyOf(namespace, direction));
}

function learn(
  home: Construct,
  namespace: string,
  direction: Direction,
  isolation: Known['isolation'],
): void {
  const registry = registryOf(home);
  const key = keyOf(namespace, direction);
  // Policies add up: isolated by one of two declarations is isolated.
  const before = registry.known.get(key);
  if (before?.isolation === 'isolated') return;
  const place = before?.home ?? home;
  registry.known.set(key, { isolation, home: place });
  if (isolation === 'open') return;
  const due = registry.waiting.get(key) ?? [];
  registry.waiting.delete(key);
  for (const open of due) open(place);
}

/** What the app around `scope` has said so far about one direction of a namespace. */
export function isolationOf(scope: IConstruct, namespace: string, direction: Direction): Isolation {
  return registryOf(scope).known.get(keyOf(namespace, direction))?.isolation ?? 'unknown';
}

/**
 * Runs `open` as soon as the app isolates that direction of the namespace: at once, later, or
 * never. So it does not matter whether a namespace is declared before or after what it lets through.
 */
export function onceIsolated(
  scope: IConstruct,
  namespace: string,
  direction: Direction,
  open: Open,
): void {
  const registry = registryOf(scope);
  const key = keyOf(namespace, direction);
  const known = registry.known.get(key);
  if (known?.isolation === 'isolated') {
    open(known.home);
    return;
  }
  const others = registry.waiting.get(key) ?? [];
  others.push(open);
  registry.waiting.set(key, others);
}

/**
 * Where in the tree a policy of `namespace` can stand: the construct of that namespace, else the
 * nearest scope that belongs to no other namespace.
 */
export function homeFor(scope: Construct, namespace: string): Construct {
  const known = DIRECTIONS.map((direction) =>
    registryOf(scope).known.get(keyOf(namespace, direction)),
  );
  const home = known.find((each) => each !== undefined)?.home;
  if (home !== undefined) return home;
  const free = scope.node.scopes.toReversed().find((each) => {
    const enclosing = enclosingNamespace(each);
    return enclosing === undefined || enclosing.name === namespace;
  });
  return Construct.isConstruct(free) ? free : scope;
}
