import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Direction } from '../../kernel/direction';
import { callerLine, type Subject } from '../dsl';
import { objectionsToHome } from '../dsl/check-policy';
import { refuseAny } from '../dsl/refuse';
import { isolationOf } from '../isolation';
import { namespaceOf } from '../namespace-scope';
import { MANAGED_BY } from '../network-policy';
import { claimName, policyName } from '../policy-names';
import { recordProvenance } from '../provenance';
import { state } from '../statement';
import { checkPlugin } from '../unevaluated/plugin-support';
import { acknowledgeItself } from '../unevaluated/self-acknowledgement';
import { checkCiliumProps } from './check-props';
import { ciliumSpec, isolatedBy, type RuleLists, writtenRules } from './policy-spec';
import type {
  CiliumEgressDeny,
  CiliumEgressRule,
  CiliumIngressDeny,
  CiliumIngressRule,
} from './rules';
import { flowOpened, openedWords } from './words';

/** What every CiliumNetworkPolicy says, whatever its rules. */
export interface CiliumNetworkPolicyIdentity {
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** `metadata.name`. @default - the id of the construct */
  readonly name?: string;
  /** The pods it governs: `pods(...)` or `allPods()`. */
  readonly select: Subject;
  /**
   * `false` leaves alone whatever the rules do not name. @default - a direction that is given is
   * isolated, as by a NetworkPolicy; must be said for a direction that only denies
   */
  readonly isolates?: boolean;
}

interface CiliumRules {
  /** What may come in; an empty list lets nothing in. */
  readonly ingress: readonly CiliumIngressRule[];
  /** What may go out; an empty list lets nothing out. */
  readonly egress: readonly CiliumEgressRule[];
  /** What never comes in, whatever any policy allows. */
  readonly ingressDeny: readonly CiliumIngressDeny[];
  /** What never goes out, whatever any policy allows. */
  readonly egressDeny: readonly CiliumEgressDeny[];
}

type AtLeastOne<T> = { [K in keyof T]: Pick<T, K> & Partial<Omit<T, K>> }[keyof T];

/** At least one list of rules: Cilium accepts an object without any and enforces nothing. */
export type CiliumNetworkPolicyProps = CiliumNetworkPolicyIdentity & AtLeastOne<CiliumRules>;

/**
 * One CiliumNetworkPolicy, for what a NetworkPolicy cannot say: nodes, the API server, HTTP, names,
 * and a real deny. Lists mean what they mean in `NetworkPolicy`: an empty one allows nothing.
 *
 * Its kind is not evaluated yet. States the flows of its rules as far as intents can name them; an
 * object that only adds to what this app isolates acknowledges that itself, any other needs
 * `Findings.of(policy).acknowledge(...)`.
 *
 * @example
 * new CiliumNetworkPolicy(shop, 'operator-api', {
 *   select: pods({ app: 'operator' }),
 *   egress: [toEntities('kube-apiserver').on(tcp(6443))],
 * });
 * // apiVersion: cilium.io/v2
 * // kind: CiliumNetworkPolicy
 * // spec:
 * //   endpointSelector: { matchLabels: { k8s:app: operator } }
 * //   egress:
 * //     - toEntities: [kube-apiserver]
 * //       toPorts: [{ ports: [{ port: "6443", protocol: TCP }] }]
 * @throws {InvalidInputError} for a profile with another plugin, no rules, a deny that isolates by
 * surprise, or a name that is taken or illegal
 */
export class CiliumNetworkPolicy extends Construct {
  /** `metadata.name`. */
  readonly policyName: string;
  /** `metadata.namespace`. */
  readonly policyNamespace: string;

  constructor(scope: Construct, id: string, props: CiliumNetworkPolicyProps) {
    super(scope, id);
    checkPlugin(scope, 'CiliumNetworkPolicy');
    checkCiliumProps(props);
    const name = policyName(id, props);
    const namespace = namespaceOf(scope, props);
    refuseAny(objectionsToHome('`select`', props.select, namespace));
    claimName(this, namespace, name, 'CiliumNetworkPolicy');
    this.policyName = name;
    this.policyNamespace = namespace;
    const object = new ApiObject(this, 'Default', {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name, namespace, labels: MANAGED_BY },
      spec: ciliumSpec(props, namespace),
    });
    const isIsolated = (direction: Direction) =>
      isolationOf(this, namespace, direction) === 'isolated';
    acknowledgeItself(object, () => {
      if (props.ingressDeny !== undefined || props.egressDeny !== undefined) return undefined;
      if (!isolatedBy(props).every(isIsolated)) return undefined;
      return allowedBy(props).map((rule) => openedWords(rule, props.select, namespace));
    });
    describe(this, namespace, props);
  }
}

function allowedBy({ ingress = [], egress = [] }: RuleLists) {
  return [...ingress, ...egress];
}

function describe(policy: Construct, namespace: string, props: CiliumNetworkPolicyProps): void {
  const where = callerLine();
  const line = where === undefined ? {} : { typescript: where };
  const flows = allowedBy(props).map((rule) => flowOpened(rule, props.select, namespace));
  state(policy, {
    flows: flows.filter(({ from, to }) => from.length > 0 && to.length > 0),
    ...line,
  });
  recordProvenance(policy, {
    construct: policy.node.path,
    ...line,
    rules: writtenRules(props, namespace),
  });
}
