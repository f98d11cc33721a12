import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Diagnostic } from '../kernel/diagnostic';
import type { Direction } from '../kernel/direction';
import { formatFieldError } from '../kernel/field-error';
import type { NetworkPolicyObject } from '../kernel/network-policy';
import type { CodeLine } from '../kernel/source';
import { validateNetworkPolicy } from '../kernel/validation';
import { callerLine } from './dsl/caller';
import { checkPolicyProps, objectionsToHome } from './dsl/check-policy';
import { flowOf } from './dsl/endpoints';
import { frozen } from './dsl/frozen';
import type { Subject } from './dsl/pods';
import { directionsOf, type PolicyParts, policySpec } from './dsl/policy-spec';
import { expiryOf } from './dsl/reason';
import { diagnosticOf, refuseAny } from './dsl/refuse';
import type { EgressRule, IngressRule, Rule } from './dsl/rule';
import { learnDenied, learnIsolated } from './isolation';
import { namespaceOf } from './namespace-scope';
import { objectAtSynth } from './objections';
import { claimName, policyName } from './policy-names';
import { recordProvenance } from './provenance';
import { state } from './statement';
import { todayIn } from './today';

/** Every object of this package carries it, so that its objects can be found and pruned. */
export const MANAGED_BY: { readonly [label: string]: string } = frozen({
  'app.kubernetes.io/managed-by': 'cdk8s-netpol',
});

/** What every NetworkPolicy says, whatever it isolates. */
export interface NetworkPolicyIdentity {
  /** @default - the nearest enclosing namespace construct, else the namespace of the chart */
  readonly namespace?: string;
  /** `metadata.name`. @default - the id of the construct */
  readonly name?: string;
  /** The pods it governs: `pods(...)` or `allPods()`. */
  readonly select: Subject;
}

/**
 * At least one direction. A direction that is given is isolated: only its rules, and those of other
 * policies, let traffic through; an empty list lets nothing through. One left out is left alone.
 */
export type NetworkPolicyProps = NetworkPolicyIdentity &
  (
    | { readonly ingress: readonly IngressRule[]; readonly egress?: readonly EgressRule[] }
    | { readonly ingress?: readonly IngressRule[]; readonly egress: readonly EgressRule[] }
  );

/**
 * One NetworkPolicy: isolates the pods it selects in the directions it names, and allows what its
 * rules say. States the flows of its rules.
 *
 * @example
 * new NetworkPolicy(chart, 'db', {
 *   select: pods({ app: 'db' }),
 *   ingress: [from(pods({ app: 'api' })).on(tcp(5432))],
 * });
 * // apiVersion: networking.k8s.io/v1
 * // kind: NetworkPolicy
 * // metadata:
 * //   name: db
 * //   namespace: shop
 * //   labels: { app.kubernetes.io/managed-by: cdk8s-netpol }
 * // spec:
 * //   podSelector: { matchLabels: { app: db } }
 * //   policyTypes: [Ingress]
 * //   ingress:
 * //     - from: [{ podSelector: { matchLabels: { app: api } } }]
 * //       ports: [{ protocol: TCP, port: 5432 }]
 * @throws {InvalidInputError} when no direction or namespace is said, or a name is taken or illegal
 */
export class NetworkPolicy extends Construct {
  /** `metadata.name`. */
  readonly policyName: string;
  /** `metadata.namespace`. */
  readonly policyNamespace: string;
  /** The pods it governs. */
  readonly select: Subject;

  constructor(scope: Construct, id: string, props: NetworkPolicyProps) {
    super(scope, id);
    checkPolicyProps(props);
    const name = policyName(id, props);
    const namespace = namespaceOf(scope, props);
    refuseAny(objectionsToHome('`select`', props.select, namespace));
    const where = callerLine();
    claimName(this, namespace, name);
    this.policyName = name;
    this.policyNamespace = namespace;
    this.select = props.select;
    new ApiObject(this, 'Default', { ...policyObject(namespace, name, props) });
    describe(this, namespace, props, where);
    if (rulesOf(props).some(({ reason }) => reason?.until !== undefined)) {
      objectAtSynth(this, () => expiredReasons(props, todayIn(this), where));
    }
    // Last, when nothing can be refused any more: others open their ends by it.
    if (props.select.kind === 'all-pods') {
      const directions = directionsOf(props);
      learnDenied(
        this,
        namespace,
        directions.filter((direction) => rulesIn(props, direction).length === 0),
      );
      learnIsolated(Chart.of(this), namespace, directions);
    }
  }
}

/** The whole object of a policy, as it stands in YAML, judged as the API server would. */
function policyObject(namespace: string, name: string, parts: PolicyParts): NetworkPolicyObject {
  const policy: NetworkPolicyObject = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, labels: MANAGED_BY },
    spec: policySpec(parts, namespace),
  };
  refuseAny(
    validateNetworkPolicy(policy).map((error) => ({
      code: 'constructs/invalid-policy',
      message: formatFieldError(error),
    })),
  );
  return policy;
}

function rulesIn(parts: PolicyParts, direction: Direction): readonly Rule<Direction>[] {
  return parts[direction] ?? [];
}

function rulesOf(parts: PolicyParts): readonly Rule<Direction>[] {
  return directionsOf(parts).flatMap((direction) => rulesIn(parts, direction));
}

/** Puts beside the manifest what it means and where it comes from. */
function describe(
  policy: NetworkPolicy,
  namespace: string,
  parts: PolicyParts,
  where: CodeLine | undefined,
): void {
  const line = where === undefined ? {} : { typescript: where };
  state(policy, {
    flows: rulesOf(parts).map((rule) => flowOf(rule, parts.select, namespace)),
    ...line,
  });
  recordProvenance(policy, {
    construct: policy.node.path,
    ...line,
    rules: directionsOf(parts).flatMap((direction) =>
      rulesIn(parts, direction).map(({ typescript, reason }, index) => ({
        direction,
        index,
        ...(typescript !== undefined && { typescript }),
        ...(reason !== undefined && { reason }),
      })),
    ),
  });
}

function expiredReasons(
  parts: PolicyParts,
  today: string,
  where: CodeLine | undefined,
): Diagnostic[] {
  return rulesOf(parts).flatMap(({ reason, typescript }) => {
    const message = expiryOf(reason, today);
    if (message === undefined) return [];
    const expired = { code: 'constructs/expired-reason', message } as const;
    return [diagnosticOf(expired, typescript ?? where)];
  });
}
