import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import type { Direction } from '../../kernel/direction';
import type { ClusterChannel, ClusterTier } from '../../platform';
import { callerLine } from '../dsl';
import { MANAGED_BY } from '../network-policy';
import { claimName, policyName } from '../policy-names';
import { recordProvenance } from '../provenance';
import { state } from '../statement';
import { objectOnceExpired } from '../unevaluated/expired';
import { checkPlugin } from '../unevaluated/plugin-support';
import { acknowledgeItself, type Opened } from '../unevaluated/self-acknowledgement';
import { checkClusterProps } from './check-props';
import { checkRule } from './check-rule';
import { checkCutPods } from './cuts-pods';
import { claimPriority } from './priorities';
import { podsSpec, ruleSpec } from './rule-spec';
import type { ClusterRule } from './rules';
import { type ClusterSubject, flowAtMost, flowMatched, matchedWords } from './words';

/** What every ClusterNetworkPolicy says, whatever its rules. */
export interface ClusterNetworkPolicyIdentity {
  /** `metadata.name`. @default - the id of the construct */
  readonly name?: string;
  /** `Admin` is asked before NetworkPolicies, `Baseline` after, for pods that none selects. */
  readonly tier: ClusterTier;
  /** 0 to 1000: the lower one is asked first within its tier. Each may be given once in an app. */
  readonly priority: number;
  /** The pods it governs: `allNamespaces()`, `namespaces(...)`, `namespace(...)` or `pods(...).in(...)`. */
  readonly subject: ClusterSubject;
  /** The channel of the CRD that is installed. @default - `standard`, which knows neither nodes nor domain names */
  readonly channel?: ClusterChannel;
}

/** At least one direction. A direction that is left out is left alone. */
export type ClusterNetworkPolicyProps = ClusterNetworkPolicyIdentity &
  (
    | {
        readonly ingress: readonly ClusterRule<'ingress'>[];
        readonly egress?: readonly ClusterRule<'egress'>[];
      }
    | {
        readonly ingress?: readonly ClusterRule<'ingress'>[];
        readonly egress: readonly ClusterRule<'egress'>[];
      }
  );

/**
 * One ClusterNetworkPolicy: rules over many namespaces that can deny, which no NetworkPolicy can. The
 * first rule that matches decides; what none matches is left to the next layer. It isolates nothing.
 *
 * Its kind is not evaluated yet. States the flows that it accepts; one that denies nothing
 * acknowledges that itself, any other needs `Findings.of(policy).acknowledge(...)`.
 *
 * Source: network-policy-api.sigs.k8s.io, "API Overview" of v1alpha2.
 *
 * @example
 * new ClusterNetworkPolicy(chart, 'no-metadata', {
 *   tier: 'Admin',
 *   priority: 10,
 *   subject: namespaces({ team: 'shop' }),
 *   egress: [deny(to(ipBlock('169.254.169.254/32')).on(allPorts()))],
 * });
 * // apiVersion: policy.networking.k8s.io/v1alpha2
 * // kind: ClusterNetworkPolicy
 * // metadata: { name: no-metadata, ... }
 * // spec:
 * //   tier: Admin
 * //   priority: 10
 * //   subject: { namespaces: { matchLabels: { team: shop } } }
 * //   egress: [{ action: Deny, to: [{ networks: [169.254.169.254/32] }] }]
 * @throws {InvalidInputError} for a priority that is taken, what the CRD refuses, a deny that cuts
 * pods unsaid, or a profile whose plugin does not know the kind
 */
export class ClusterNetworkPolicy extends Construct {
  /** `metadata.name`. */
  readonly policyName: string;

  constructor(scope: Construct, id: string, props: ClusterNetworkPolicyProps) {
    super(scope, id);
    checkPlugin(scope, 'ClusterNetworkPolicy');
    checkClusterProps(props);
    const { tier, priority, subject, channel = 'standard' } = props;
    const lists = { ingress: [...(props.ingress ?? [])], egress: [...(props.egress ?? [])] };
    const rules = [...lists.ingress, ...lists.egress];
    for (const rule of rules) checkRule(rule, channel);
    checkCutPods(this, lists.egress);
    const name = policyName(id, props);
    claimName(this, '', name, 'ClusterNetworkPolicy');
    claimPriority(this, tier, priority);
    this.policyName = name;
    const object = clusterObject(this, name, {
      tier,
      priority,
      subject: podsSpec(subject),
      ...(lists.ingress.length > 0 && { ingress: lists.ingress.map(ruleSpec) }),
      ...(lists.egress.length > 0 && { egress: lists.egress.map(ruleSpec) }),
    });
    acknowledgeItself(object, () => openedBy(rules, subject));
    describe(this, props.tier, lists, subject);
    objectOnceExpired(this, rules);
  }
}

/** An object without a namespace, whatever the chart gives to its objects. */
function clusterObject(scope: Construct, name: string, spec: object): ApiObject {
  const object = new ApiObject(scope, 'Default', {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name, labels: MANAGED_BY },
    spec,
  });
  if (Chart.of(scope).namespace !== undefined) {
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
  return object;
}

/** What a policy opens; nothing where it denies. What it passes, NetworkPolicies decide. */
function openedBy(
  rules: readonly ClusterRule<Direction>[],
  subject: ClusterSubject,
): Opened | undefined {
  if (rules.some(({ action }) => action === 'Deny')) return undefined;
  const accepted = rules.filter(({ action }) => action === 'Accept');
  const words = accepted.map((rule) => matchedWords(rule, subject));
  return {
    words: words.length === 0 ? ['nothing that NetworkPolicies do not'] : words,
    flows: accepted.map((rule) => flowAtMost(rule, subject)),
    narrowed: [],
    blocksMatchPods: true,
  };
}

function describe(
  policy: Construct,
  tier: ClusterTier,
  lists: Readonly<Record<Direction, readonly ClusterRule<Direction>[]>>,
  subject: ClusterSubject,
): void {
  const where = callerLine();
  const line = where === undefined ? {} : { typescript: where };
  const rules = [...lists.ingress, ...lists.egress];
  // Baseline is asked only where no NetworkPolicy selects a pod: what it accepts excuses no rule of one.
  const flows = rules
    .filter(({ action }) => tier === 'Admin' && action === 'Accept')
    .map((rule) => flowMatched(rule, subject));
  state(policy, {
    flows: flows.filter(({ from, to }) => from.length > 0 && to.length > 0),
    ...line,
  });
  recordProvenance(policy, {
    construct: policy.node.path,
    ...line,
    rules: (['ingress', 'egress'] as const).flatMap((direction) =>
      lists[direction].map(({ typescript, reason }, index) => ({
        direction,
        index,
        ...(typescript !== undefined && { typescript }),
        ...(reason !== undefined && { reason }),
      })),
    ),
  });
}
