import { ApiObject, Chart } from 'cdk8s';
import { Construct, Dependable, type IConstruct, type IDependable } from 'constructs';
import { DIRECTIONS, type Direction } from '../kernel/direction';
import type { Intent } from '../kernel/intent';
import { orElse } from '../kernel/suggest';
import { platformOfNamespace } from '../platform';
import { directionsGiven } from './baselines/directions';
import { namespaceObject } from './baselines/namespace-object';
import { checkProps, decline } from './composite-refusals';
import { allPods, checkNamespaceName, endpointsOf, type NamespaceLike, show } from './dsl';
import { frozen } from './dsl/frozen';
import { refuse } from './dsl/refuse';
import { declareIsolation } from './isolation';
import type { NamespaceObjectProps } from './namespace-labels';
import { NetworkPolicy, type NetworkPolicyProps } from './network-policy';
import { state } from './statement';

/** A registered symbol, so that two copies of this package find each other's default denies. */
const DEFAULT_DENY = Symbol.for('cdk8s-netpol.default-deny');

/** What a default deny says of itself to whoever checks the app. */
export interface DefaultDeny {
  readonly namespace: string;
  readonly dns: 'none' | 'needed';
  /** Path of the construct in the tree. */
  readonly construct: string;
}

export interface DefaultDenyNamespaceProps {
  /** The name of the namespace. @default - the id of the construct */
  readonly name?: string;
  /** Emits the Namespace object as well. @default - it is not emitted: two owners and a prune would delete it */
  readonly createNamespace?: NamespaceObjectProps;
  /**
   * Says that the pods need no DNS; else a `PolicyApp` asks for `AllowDns`: for every pod, or with
   * `for`, which says that the others need none. @default - they need it, where egress is isolated
   */
  readonly dns?: 'none';
  /** The directions to isolate; the other one is left alone, and nothing is promised of it. @default - both */
  readonly directions?: readonly Direction[];
  /** Why a namespace of the system, such as `kube-system`, is isolated; required there. @default - none is needed elsewhere */
  readonly reason?: string;
}

/**
 * A namespace in which every pod is isolated, in both directions unless one is chosen. Whatever is
 * created inside it belongs to the namespace and opens it; nothing is open by itself, not even DNS.
 * Promises that only flows stated by typed constructs pass.
 *
 * Exceptions come before the deny in the manifest of its chart, so that applying it cuts nothing
 * for a moment. Between files the order is kubectl's.
 *
 * @example
 * const shop = new DefaultDenyNamespace(chart, 'shop');
 * // apiVersion: networking.k8s.io/v1
 * // kind: NetworkPolicy
 * // metadata: { name: default-deny, namespace: shop, ... }
 * // spec: { podSelector: {}, policyTypes: [Ingress, Egress], ingress: [], egress: [] }
 * @throws {InvalidInputError} for an illegal name, a namespace of the system without a reason, what is
 * no direction, or a label that is reserved
 */
export class DefaultDenyNamespace extends Construct implements NamespaceLike {
  readonly namespaceName: string;
  /** `none` where the author says that the pods need no DNS, or leaves their egress alone. */
  readonly dns: 'none' | 'needed';
  /** The directions in which every pod is isolated. */
  readonly directions: readonly Direction[];

  constructor(scope: Construct, id: string, props: DefaultDenyNamespaceProps = {}) {
    super(scope, id);
    checkProps('DefaultDenyNamespace', props, PROPS);
    const name = props.name ?? id;
    checkNamespaceName('DefaultDenyNamespace', name);
    checkReason(name, props.reason);
    checkDns(props.dns);
    const { directions: given = DIRECTIONS } = props;
    const directions = directionsGiven('DefaultDenyNamespace', given);
    this.namespaceName = name;
    this.directions = directions;
    this.dns = directions.includes('egress') ? (props.dns ?? 'needed') : 'none';
    const mark: DefaultDeny = { namespace: name, dns: this.dns, construct: this.node.path };
    Object.defineProperty(this, DEFAULT_DENY, { value: frozen(mark) });
    if (props.createNamespace !== undefined) namespaceObject(this, name, props.createNamespace);
    // Before the policy, which takes its namespace from it.
    declareIsolation(this, name, directions);
    const [only, other] = directions;
    const policy = other === undefined ? `default-deny-${only}` : 'default-deny';
    const deny = new NetworkPolicy(this, policy, denying(directions));
    deny.node.addDependency(othersIn(this, deny));
    state(this, { intents: [closedPromise(name, directions)] });
  }
}

const PROPS = ['name', 'createNamespace', 'dns', 'directions', 'reason'];

/** A policy on every pod that opens nothing in these directions. */
function denying(directions: readonly Direction[]): NetworkPolicyProps {
  const select = allPods();
  if (!directions.includes('egress')) return { select, ingress: [] };
  return directions.includes('ingress')
    ? { select, ingress: [], egress: [] }
    : { select, egress: [] };
}

function closedPromise(name: string, directions: readonly Direction[]): Intent {
  const [only, other] = directions;
  return {
    name: `namespace ${name} is closed${other === undefined ? ` for ${only}` : ''}`,
    kind: 'closed',
    pods: endpointsOf(allPods(), name),
    directions,
    severity: 'error',
    hard: false,
  };
}

/** Every default deny under `root`, whichever copy of this package made it, in the order of the tree. */
export function defaultDeniesIn(root: IConstruct): readonly DefaultDeny[] {
  return root.node.findAll().flatMap((each) => {
    const mark: unknown = Reflect.get(each, DEFAULT_DENY);
    return isDefaultDeny(mark) ? [mark] : [];
  });
}

function isDefaultDeny(mark: unknown): mark is DefaultDeny {
  return typeof mark === 'object' && mark !== null && 'namespace' in mark && 'dns' in mark;
}

function checkReason(name: string, reason: unknown): void {
  const isText = typeof reason === 'string' && reason.trim() !== '';
  if (isText || (reason === undefined && platformOfNamespace(name) === undefined)) return;
  const message =
    reason === undefined || reason === ''
      ? `\`DefaultDenyNamespace\` isolates \`${name}\` and gives no reason`
      : `\`reason\` of \`DefaultDenyNamespace\` is ${show(reason)}, not a text`;
  decline({ code: 'constructs/needs-a-reason', message });
}

function checkDns(dns: unknown): void {
  if (dns === undefined || dns === 'none') return;
  const near = typeof dns === 'string' ? orElse(dns, ['none']) : '';
  const message = `\`dns\` of \`DefaultDenyNamespace\` is ${show(dns)}${near}`;
  refuse({ code: 'constructs/unknown-option', message, help: "write 'none', or leave it out" });
}

/**
 * What comes before the deny, as of the moment it is asked: cdk8s writes what something depends on
 * before it. All exceptions, and other objects that depend on nothing: one that does may depend on
 * the namespace itself. A star around one policy, not a web, so it stays cheap.
 */
function othersIn(home: Construct, deny: IConstruct): IDependable {
  const others: IDependable = {};
  Dependable.implement(others, {
    get dependencyRoots(): IConstruct[] {
      const chart = Chart.of(home);
      return home.node.findAll().filter((each) => {
        if (!ApiObject.isApiObject(each) || each.node.scope === deny) return false;
        return each.chart === chart && (each.kind === 'NetworkPolicy' || isFree(each, home));
      });
    },
  });
  return others;
}

/** Whether nothing from an object up to `home` depends on anything. */
function isFree(object: IConstruct, home: Construct): boolean {
  const inside = object.node.scopes.slice(home.node.scopes.length);
  return inside.every(({ node }) => node.dependencies.length === 0);
}
