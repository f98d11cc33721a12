import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Direction } from '../../kernel/direction';
import { profileOf } from '../declared-profile';
import { callerLine, type Subject } from '../dsl';
import { objectionsToHome } from '../dsl/check-policy';
import { refuseAny } from '../dsl/refuse';
import { isolationOf } from '../isolation';
import { namespaceOf } from '../namespace-scope';
import { MANAGED_BY } from '../network-policy';
import { claimName, policyName } from '../policy-names';
import { recordProvenance } from '../provenance';
import { state } from '../statement';
import { objectOnceExpired } from '../unevaluated/expired';
import { checkPlugin } from '../unevaluated/plugin-support';
import { acknowledgeItself, type Opened } from '../unevaluated/self-acknowledgement';
import { checkLayer7 } from './check-layer7';
import { checkCiliumProps } from './check-props';
import { withDnsProxy } from './dns-proxy';
import { allowedBy, ciliumSpec, isolatedBy, type RuleLists, writtenRules } from './policy-spec';
import { promiseRequests } from './promise-requests';
import type {
  CiliumEgressDeny,
  CiliumEgressRule,
  CiliumIngressDeny,
  CiliumIngressRule,
  CiliumRule,
} from './rules';
import { flowAtMost, flowOpened, openedWords } from './words';

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

/** The lists of rules of a CiliumNetworkPolicy. */
export interface CiliumRuleLists {
  /** What may come in; an empty list lets nothing in. */
  readonly ingress: readonly CiliumIngressRule[];
  /** What may go out; an empty list lets nothing out. */
  readonly egress: readonly CiliumEgressRule[];
  /** What never comes in, whatever any policy allows. */
  readonly ingressDeny: readonly CiliumIngressDeny[];
  /** What never goes out, whatever any policy allows. */
  readonly egressDeny: readonly CiliumEgressDeny[];
}

/** At least one list of rules: Cilium accepts an object without any and enforces nothing. */
export type CiliumNetworkPolicyProps = CiliumNetworkPolicyIdentity &
  Partial<CiliumRuleLists> &
  (
    | Pick<CiliumRuleLists, 'ingress'>
    | Pick<CiliumRuleLists, 'egress'>
    | Pick<CiliumRuleLists, 'ingressDeny'>
    | Pick<CiliumRuleLists, 'egressDeny'>
  );

/**
 * One CiliumNetworkPolicy, for what a NetworkPolicy cannot say: nodes, the API server, HTTP, names,
 * and a real deny. Lists mean what they mean in `NetworkPolicy`: an empty one allows nothing. Beside
 * rules towards names it writes the DNS rule without which they match nothing. Promises for HTTP rules
 * that no NetworkPolicy undoes them.
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
 * surprise, an HTTP rule that a plain one undoes, or a name that is taken or illegal
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
    const lists = withDnsProxy(scope, props);
    checkLayer7(lists, namespace);
    claimName(this, namespace, name, 'CiliumNetworkPolicy');
    this.policyName = name;
    this.policyNamespace = namespace;
    const object = new ApiObject(this, 'Default', {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name, namespace, labels: MANAGED_BY },
      spec: ciliumSpec(lists, namespace),
    });
    acknowledgeItself(object, () => openedBy(this, lists, namespace));
    describe(this, namespace, lists);
    promiseRequests(this, name, namespace, lists);
    objectOnceExpired(this, allowedBy(lists));
  }
}

/** What a policy opens; nothing where it may close: by a deny, or pods that nothing else isolates. */
function openedBy(policy: Construct, lists: RuleLists, namespace: string): Opened | undefined {
  const isIsolated = (direction: Direction) =>
    isolationOf(policy, namespace, direction) === 'isolated';
  if (lists.ingressDeny !== undefined || lists.egressDeny !== undefined) return undefined;
  if (!isolatedBy(lists).every(isIsolated)) return undefined;
  const rules = allowedBy(lists);
  const isNarrowed = ({ kind }: CiliumRule) => kind === 'layer7-rule';
  const flows = (some: readonly CiliumRule[]) =>
    some.map((rule) => flowAtMost(rule, lists.select, namespace));
  return {
    words: rules.map((rule) => openedWords(rule, lists.select, namespace)),
    flows: flows(rules.filter((rule) => !isNarrowed(rule))),
    narrowed: flows(rules.filter(isNarrowed)),
    blocksMatchPods: profileOf(policy)?.assume['ip-block-matches-pods'] !== false,
  };
}

function describe(policy: Construct, namespace: string, lists: RuleLists): void {
  const where = callerLine();
  const line = where === undefined ? {} : { typescript: where };
  const flows = allowedBy(lists).map((rule) => flowOpened(rule, lists.select, namespace));
  state(policy, {
    flows: flows.filter(({ from, to }) => from.length > 0 && to.length > 0),
    ...line,
  });
  recordProvenance(policy, {
    construct: policy.node.path,
    ...line,
    rules: writtenRules(lists, namespace),
  });
}
