import { frozen } from './frozen';

/**
 * What a cluster does where the NetworkPolicy API leaves it open. A field left out is not known:
 * an answer that depends on it is `undecided`. `ASSUMPTIONS` asks each question in words.
 */
export interface Assume {
  readonly 'ip-block-matches-pods'?: boolean;
  readonly 'host-network-is-subject'?: boolean;
  readonly 'host-network-is-peer'?: boolean;
  readonly 'egress-to-own-node-is-policed'?: boolean;
  readonly 'hairpin-is-policed'?: boolean;
  readonly 'sidecar-named-ports'?: boolean;
  readonly 'policy-sees-service-ip'?: boolean;
  readonly 'undeclared-namespace-labels'?: 'unknown' | 'absent';
  readonly 'unmodelled-kinds'?: 'unknown' | 'ignored';
  readonly enforces?: boolean;
}

/** The name of an assumption, as profiles and reasons spell it. */
export type AssumptionId = keyof Assume;

/** One question that the API leaves open, and the answers a profile may give. */
export interface Assumption {
  readonly id: AssumptionId;
  readonly question: string;
  readonly values: readonly (boolean | string)[];
  /** What an answer cannot say while the question is open. */
  readonly open: string;
  /** Where the API, or the practice of plugins, leaves it open. */
  readonly source: string;
}

const YES_NO = [true, false] as const;

/** The closed list: an `undecided` verdict always names one of these. */
export const ASSUMPTIONS: Readonly<Record<AssumptionId, Assumption>> = frozen({
  'ip-block-matches-pods': {
    id: 'ip-block-matches-pods',
    question: 'Does an ipBlock match a pod whose address lies inside it?',
    values: YES_NO,
    open: 'whether a rule with an ipBlock that overlaps the pod network lets pods through',
    source: 'API type IPBlock: Cilium does not, the other plugins do',
  },
  'host-network-is-subject': {
    id: 'host-network-is-subject',
    question: 'Is a hostNetwork pod isolated by a policy that selects it?',
    values: YES_NO,
    open: 'every flow that only a policy on a hostNetwork pod would stop',
    source: 'kubernetes.io, "NetworkPolicy and hostNetwork pods"',
  },
  'host-network-is-peer': {
    id: 'host-network-is-peer',
    question: 'Does a pod selector in a rule match hostNetwork pods?',
    values: YES_NO,
    open: 'flows that only a selector on the labels of a hostNetwork pod would allow',
    source: 'kubernetes.io, "NetworkPolicy and hostNetwork pods"',
  },
  'egress-to-own-node-is-policed': {
    id: 'egress-to-own-node-is-policed',
    question: 'Does a policy apply to what a pod sends to the node it runs on?',
    values: YES_NO,
    open: 'flows from a pod to its own node, and to hostNetwork pods on it',
    source: 'kubernetes.io contradicts itself about the resident node',
  },
  'hairpin-is-policed': {
    id: 'hairpin-is-policed',
    question: 'Does a policy apply when a pod reaches itself through a Service?',
    values: YES_NO,
    open: 'a pod that calls the Service it stands behind and is chosen as its own backend',
    source: 'k8s #95879, network-policy-api #343',
  },
  'sidecar-named-ports': {
    id: 'sidecar-named-ports',
    question: 'Does a named port match the port of an init container?',
    values: YES_NO,
    open: 'rules on a port name that only an init container, such as a sidecar, declares',
    source: 'KEP-753 does not say: Calico reads them, others do not',
  },
  'policy-sees-service-ip': {
    id: 'policy-sees-service-ip',
    question: 'Is egress judged by the address and port of the Service, before it is translated?',
    values: YES_NO,
    open: 'egress through a Service to pods that only an ipBlock or another port would allow',
    source: 'API type IPBlock: AWS VPC CNI does, the other plugins do not',
  },
  'undeclared-namespace-labels': {
    id: 'undeclared-namespace-labels',
    question: 'Which labels has a namespace that is referred to but not declared?',
    values: ['unknown', 'absent'],
    open: 'rules that ask such a namespace for any label but kubernetes.io/metadata.name',
    source: 'not a fact about plugins, but about how complete the input is',
  },
  'unmodelled-kinds': {
    id: 'unmodelled-kinds',
    question: 'What do policies of kinds that are not modelled do?',
    values: ['unknown', 'ignored'],
    open: 'the flows that such a policy may touch',
    source: 'not a fact about plugins, but about what this tool reads',
  },
  enforces: {
    id: 'enforces',
    question: 'Does the cluster enforce NetworkPolicy at all?',
    values: YES_NO,
    open: 'every flow that a policy denies',
    source: 'kubernetes.io, "Network Policies, Prerequisites": without a plugin there is no effect',
  },
});

/** The ids of all assumptions, in the order of the list. */
export const ASSUMPTION_IDS: readonly AssumptionId[] = [
  'ip-block-matches-pods',
  'host-network-is-subject',
  'host-network-is-peer',
  'egress-to-own-node-is-policed',
  'hairpin-is-policed',
  'sidecar-named-ports',
  'policy-sees-service-ip',
  'undeclared-namespace-labels',
  'unmodelled-kinds',
  'enforces',
];
