import type { IConstruct } from 'constructs';
import { authorLineIn } from '../constructs';
import type { CodeLine } from '../kernel';

/*
 * Which line of the author's code created each construct of one app, so that a rule that arrives by
 * `Include`, a raw ApiObject or cdk8s-plus is named with a line of TypeScript too.
 *
 * `constructs` has no hook for it. But every construct, while it is constructed, has its parent's
 * node take it in: `scope.node.addChild(child, id)`. So that method is replaced on the node of the
 * app, and on every node below it as soon as that node is given to its construct. Nothing outside
 * of this tree changes. Should a release of `constructs` go another way, no line is known, and
 * nothing else happens.
 */

/** By construct: the stack of its creation, unformatted until somebody asks, because that is dear. */
const CREATED = new WeakMap<object, { readonly stack?: string }>();

/** By construct: what its stack says, because several ask. */
const LINES = new WeakMap<object, { readonly line: CodeLine | undefined }>();

/** How many frames to keep: enough for the line above the constructors of a library, and no more than are read fast. */
const FRAMES = 14;

/** Remembers from now on where each construct below `root` is created. */
export function recordCreation(root: IConstruct): void {
  listen(root.node);
}

/** The author's line that created a construct; undefined where it is not known. */
export function creationLineOf(construct: IConstruct): CodeLine | undefined {
  const known = LINES.get(construct);
  if (known !== undefined) return known.line;
  const line = authorLineIn(CREATED.get(construct)?.stack ?? '');
  LINES.set(construct, { line });
  return line;
}

function listen(node: unknown): void {
  if (!isObject(node)) return;
  const addChild: unknown = Reflect.get(node, 'addChild');
  if (typeof addChild !== 'function') return;
  const listening = (child: unknown, ...rest: readonly unknown[]): unknown => {
    const added: unknown = Reflect.apply(addChild, node, [child, ...rest]);
    if (isObject(child)) remember(child);
    return added;
  };
  Reflect.defineProperty(node, 'addChild', {
    value: listening,
    configurable: true,
    writable: true,
  });
}

function remember(child: object): void {
  CREATED.set(child, stackHere());
  if (Reflect.get(child, 'node') !== undefined) return;
  const plain = { configurable: true, enumerable: true } as const;
  Reflect.defineProperty(child, 'node', {
    ...plain,
    get: () => undefined,
    set: (node: unknown) => {
      Reflect.defineProperty(child, 'node', { ...plain, writable: true, value: node });
      listen(node);
    },
  });
}

function stackHere(): { readonly stack?: string } {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const here = new Error();
  Error.stackTraceLimit = limit;
  return here;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
