import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct, Dependable, type IConstruct, type IDependable } from 'constructs';
import { DIRECTIONS } from '../kernel/direction';
import { checkProps, decline } from './composite-refusals';
import { allPods, checkNamespaceName, endpointsOf, type NamespaceLike, show } from './dsl';
import { frozen } from './dsl/frozen';
import { orElse, refuse } from './dsl/refuse';
import { declareIsolation } from './isolation';
import { namespaceLabels } from './namespace-labels';
import { MANAGED_BY, NetworkPolicy } from './network-policy';
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

/** The Namespace object, for an app that owns it. */
export interface NamespaceObjectProps {
  /** Labels beside the Pod Security ones, which they replace where they name them. @default - none */
  readonly labels?: { readonly [key: string]: string };
}

export interface DefaultDenyNamespaceProps {
  /** The name of the namespace. @default - the id of the construct */
  readonly name?: string;
  /** Emits the Namespace object as well. @default - it is not emitted: two owners and a prune would delete it */
  readonly createNamespace?: NamespaceObjectProps;
  /**
   * Says that the pods need no DNS; else a `PolicyApp` asks for `AllowDns`: for every pod, or with
   * `for`, which says that the others need none. @default - they need it
   */
  readonly dns?: 'none';
  /** Why `kube-system` is isolated; required there. @default - none is needed elsewhere */
  readonly reason?: string;
}

/**
 * A namespace in which every pod is isolated in both directions. Whatever is created inside it
 * belongs to the namespace and opens it; nothing is open by itself, not even DNS. Promises that
 * only flows stated by typed constructs pass.
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
 * @throws {InvalidInputError} for an illegal name, kube-system without a reason, or a reserved label
 */
export class DefaultDenyNamespace extends Construct implements NamespaceLike {
  readonly namespaceName: string;
  /** `none` where the author says that the pods need no DNS. */
  readonly dns: 'none' | 'needed';

  constructor(scope: Construct, id: string, props: DefaultDenyNamespaceProps = {}) {
    super(scope, id);
    checkProps('DefaultDenyNamespace', props, ['name', 'createNamespace', 'dns', 'reason']);
    const name = props.name ?? id;
    checkNamespaceName('DefaultDenyNamespace', name);
    checkReason(name, props.reason);
    checkDns(props.dns);
    this.namespaceName = name;
    this.dns = props.dns ?? 'needed';
    const mark: DefaultDeny = { namespace: name, dns: this.dns, construct: this.node.path };
    Object.defineProperty(this, DEFAULT_DENY, { value: frozen(mark) });
    if (props.createNamespace !== undefined) namespaceObject(this, name, props.createNamespace);
    // Before the policy, which takes its namespace from it.
    declareIsolation(this, name, DIRECTIONS);
    const deny = new NetworkPolicy(this, 'default-deny', {
      select: allPods(),
      ingress: [],
      egress: [],
    });
    deny.node.addDependency(othersIn(this, deny));
    state(this, {
      intents: [
        {
          name: `namespace ${name} is closed`,
          kind: 'closed',
          pods: endpointsOf(allPods(), name),
          directions: DIRECTIONS,
          severity: 'error',
          hard: false,
        },
      ],
    });
  }
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
  if (isText || (reason === undefined && name !== 'kube-system')) return;
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

/** Pod Security warns, and does not refuse: enforcing stops pods at their next restart. */
const POD_SECURITY: { readonly [label: string]: string } = {
  'pod-security.kubernetes.io/warn': 'baseline',
  'pod-security.kubernetes.io/audit': 'baseline',
};

function namespaceObject(scope: Construct, name: string, props: NamespaceObjectProps): void {
  const labels = namespaceLabels(name, props);
  const object = new ApiObject(scope, 'Namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { ...MANAGED_BY, ...POD_SECURITY, ...labels } },
  });
  // A chart gives its namespace to every object; a Namespace has none.
  if (Chart.of(scope).namespace !== undefined) {
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
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
