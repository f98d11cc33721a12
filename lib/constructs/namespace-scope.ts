import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Direction } from '../kernel/direction';
import { frozen } from './dsl/frozen';
import { checkNamespaceName } from './dsl/namespaces';
import { refuse } from './dsl/refuse';

/** A registered symbol, so that two copies of this package find each other's marks. */
const NAMESPACE = Symbol.for('cdk8s-netpol.namespace');

/** What this app knows about a namespace. */
export interface NamespaceFacts {
  /** The directions in which every pod of the namespace is isolated. */
  readonly isolated: readonly Direction[];
}

/** A namespace that a construct stands for. */
export interface MarkedNamespace {
  readonly name: string;
  readonly facts: NamespaceFacts;
  /** Path of the construct in the tree. */
  readonly construct: string;
}

/**
 * Makes a construct stand for a namespace: what is created inside it belongs to that namespace.
 *
 * @throws {InvalidInputError} for a name that no namespace can have, or inside another namespace
 */
export function markNamespace(construct: Construct, name: string, facts: NamespaceFacts): void {
  checkNamespaceName(construct.node.id, name);
  const outer = enclosingNamespace(construct);
  if (outer !== undefined && outer.name !== name) {
    const message = `namespace \`${name}\` stands inside namespace \`${outer.name}\``;
    refuse({ code: 'constructs/contradicting-namespace', message, help: 'move it out' });
  }
  const mark: MarkedNamespace = { name, facts, construct: construct.node.path };
  Object.defineProperty(construct, NAMESPACE, { value: frozen(mark), configurable: true });
}

function markOf(construct: IConstruct): MarkedNamespace | undefined {
  const mark: unknown = Reflect.get(construct, NAMESPACE);
  return isMark(mark) ? mark : undefined;
}

function isMark(mark: unknown): mark is MarkedNamespace {
  return typeof mark === 'object' && mark !== null && 'name' in mark && 'facts' in mark;
}

/** The nearest namespace construct that `scope` is, or stands inside. */
export function enclosingNamespace(scope: IConstruct): MarkedNamespace | undefined {
  return scope.node.scopes.toReversed().flatMap((each) => markOf(each) ?? [])[0];
}

/** Every namespace construct under `root`, in the order of the tree. */
export function markedNamespaces(root: IConstruct): readonly MarkedNamespace[] {
  return root.node.findAll().flatMap((each) => markOf(each) ?? []);
}

/** The namespace of what is created in `scope`, if anything says it: a namespace construct, else the chart. */
export function tryNamespaceOf(scope: IConstruct): string | undefined {
  const chart = scope.node.scopes.toReversed().find((each) => Chart.isChart(each));
  return enclosingNamespace(scope)?.name ?? chart?.namespace;
}

/** What a construct was given as its namespace. */
export interface NamespaceChoice {
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
}

/**
 * The namespace of what is created in `scope`: the one given, else the nearest enclosing namespace
 * construct, else the chart's.
 *
 * @throws {InvalidInputError} when none is said, or the given one contradicts the enclosing one
 */
export function namespaceOf(scope: IConstruct, choice: NamespaceChoice = {}): string {
  if ('namespace' in choice) checkNamespaceName('namespace', choice.namespace);
  const enclosing = enclosingNamespace(scope);
  const given = choice.namespace;
  if (given !== undefined && enclosing !== undefined && given !== enclosing.name) {
    refuse({
      code: 'constructs/contradicting-namespace',
      message: `\`namespace\` is \`${given}\` inside \`${enclosing.construct}\`, which is namespace \`${enclosing.name}\``,
    });
  }
  const found = given ?? tryNamespaceOf(scope);
  if (found === undefined) {
    const message = `nothing says the namespace in \`${scope.node.path}\``;
    refuse({ code: 'constructs/no-namespace', message });
  }
  checkNamespaceName('namespace', found);
  return found;
}
