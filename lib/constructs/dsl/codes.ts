/** Why a code exists and what to do about it. `help` begins with a verb. */
export interface CodeText {
  readonly why: string;
  readonly help: string;
}

const WIDENS = 'a value that is missing drops its condition, and the policy opens to more';

/** Every refusal of this room, by its stable code. */
export const CONSTRUCT_CODES = {
  'constructs/missing-labels': {
    why: WIDENS,
    help: "write the labels, as in pods({ app: 'web' })",
  },
  'constructs/empty-selector': {
    why: 'no label at all selects everything',
    help: 'write allPods() for a subject, sameNamespace() for a peer, allNamespaces() for namespaces',
  },
  'constructs/missing-label-value': {
    why: WIDENS,
    help: 'give the label a text, or say oneOf(...), noneOf(...), present() or absent()',
  },
  'constructs/empty-label-value': {
    why: 'an empty text is a legal label value, but far more often a setting that was not set',
    help: "write oneOf('') if the label really has an empty value",
  },
  'constructs/illegal-label': {
    why: 'the API server refuses the policy, and nothing is protected',
    help: 'use the label as it stands on the pods',
  },
  'constructs/empty-list': {
    why: 'an empty list of peers or ports means all of them in Kubernetes',
    help: 'list at least one',
  },
  'constructs/not-a-peer': {
    why: 'what is no peer becomes null in the YAML, and the API server refuses the whole policy',
    help: 'write pods(...), sameNamespace(), namespace(...), ipBlock(...) or another peer',
  },
  'constructs/not-a-port': {
    why: 'what is no port becomes null in the YAML, which means every TCP port',
    help: 'write tcp(...), udp(...), sctp(...) or allPorts()',
  },
  'constructs/not-a-rule': {
    why: 'what is no rule becomes null in the YAML, which means allow everything',
    help: 'write from(...).on(...) for ingress, to(...).on(...) for egress',
  },
  'constructs/not-a-subject': {
    why: 'a policy governs pods of its own namespace only',
    help: 'write pods(...) or allPods(), and put the policy into the namespace of those pods',
  },
  'constructs/not-a-namespace': {
    why: 'a namespace that is not named would be every namespace',
    help: "write namespace('name'), namespaces({ ... }), allNamespaces() or a namespace construct",
  },
  'constructs/illegal-namespace-name': {
    why: 'no namespace can have this name, so the rule would match nothing',
    help: 'use the name of the namespace as kubectl shows it',
  },
  'constructs/stands-alone': {
    why: 'it means everything, so nothing beside it has an effect',
    help: 'keep one of them',
  },
  'constructs/rule-without-ports': {
    why: 'a rule without ports opens every port',
    help: 'add .on(tcp(8080)), or .on(allPorts()) if every port is meant',
  },
  'constructs/not-a-cidr': {
    why: 'a policy names addresses as blocks, such as 10.0.0.0/8; it cannot name hosts',
    help: 'write a block of addresses, such as 10.0.0.0/8 or 2001:db8::/32',
  },
  'constructs/cidr-host-bits': {
    why: 'an address inside a block is ambiguous, and Kubernetes refuses it from 1.36 on',
    help: 'write the block or the single address',
  },
  'constructs/cidr-leading-zeros': {
    why: 'leading zeros are read as decimal by some and as octal by others; Kubernetes refuses them from 1.36 on',
    help: 'write the number without leading zeros',
  },
  'constructs/cidr-ipv4-mapped': {
    why: 'traffic to an IPv4-mapped address is IPv4 traffic; Kubernetes refuses this spelling from 1.36 on',
    help: 'write the IPv4 block',
  },
  'constructs/except-outside-block': {
    why: 'the API server refuses the whole policy, and nothing is protected',
    help: 'use an `except` that is smaller than its block and inside it',
  },
  'constructs/except-reopened': {
    why: '`except` narrows only its own block: any other peer of the list that matches the address allows it',
    help: 'give the other peer the same `except`, or take the addresses out of this one',
  },
  'constructs/unknown-zone': {
    why: 'a zone is a name for blocks that you declare',
    help: "declare it: zones({ corp: ['10.20.0.0/16'] })",
  },
  'constructs/illegal-port': {
    why: 'the API server refuses the policy, and nothing is protected',
    help: 'use a number from 1 to 65535, or the name of a container port',
  },
  'constructs/quoted-port': {
    why: 'a text is the name of a container port, and a name holds at least one letter',
    help: 'write the number without quotes',
  },
  'constructs/port-range-reversed': {
    why: 'the API server refuses a range that ends before it starts',
    help: 'write the lower port first',
  },
  'constructs/named-port-to-address': {
    why: 'a port name is looked up on the destination pod: towards addresses it never matches',
    help: 'write the port number',
  },
  'constructs/missing-reason': {
    why: 'a justification that says nothing cannot be reviewed',
    help: "write why the rule exists: .because('metrics')",
  },
  'constructs/illegal-until': {
    why: 'an end that cannot be read would never come',
    help: "write a day as 'YYYY-MM-DD'",
  },
  'constructs/expired-reason': {
    why: 'the rule was justified only until that day',
    help: 'remove the rule, or give it a later `until`',
  },
  'constructs/unknown-option': {
    why: 'an option that is misspelt has no effect',
    help: 'use one of the documented options',
  },
  'constructs/missing-option': {
    why: WIDENS,
    help: 'give it a value, or leave it out',
  },
  'constructs/unknown-label': {
    why: 'the vocabulary lists every label and value in use',
    help: 'use a word of the vocabulary, or add it there',
  },
  'constructs/no-direction': {
    why: 'Kubernetes would fill in ingress, whatever was meant',
    help: 'write `ingress`, `egress` or both; an empty list isolates and allows nothing',
  },
  'constructs/no-namespace': {
    why: 'without a namespace a policy lands wherever kubectl happens to point',
    help: 'give `namespace`, or place it inside a namespace construct or a chart with a namespace',
  },
  'constructs/contradicting-namespace': {
    why: 'a policy governs pods of one namespace only',
    help: 'leave `namespace` out, or move the policy out of the namespace construct',
  },
  'constructs/illegal-policy-name': {
    why: 'the API server refuses the policy, and nothing is protected',
    help: 'give `name`, or a construct id in lower case letters, digits and hyphens',
  },
  'constructs/duplicate-policy': {
    why: 'two policies with one name are one object: the last one applied replaces the other',
    help: 'give one of them another id or `name`',
  },
  'constructs/not-an-end': {
    why: 'an intent about nobody holds, and says nothing',
    help: 'write pods(...), namespace(...), workload(...), anyPod(), ipBlock(...) or another end',
  },
  'constructs/illegal-object-name': {
    why: 'nothing can have this name, so the intent would be about nobody',
    help: "write 'namespace/name', as in workload('shop/api')",
  },
  'constructs/claim-without-ports': {
    why: 'a claim without ports would be about every port',
    help: 'add the ports, such as tcp(5432), or allPorts() if every port is meant',
  },
  'constructs/not-a-claim': {
    why: 'an intent that demands nothing holds, and says nothing',
    help: 'write every(...).reaches(...), no(...).reaches(...), only(...).reaches(...) or closed(...)',
  },
  'constructs/illegal-intent-name': {
    why: 'an intent is called by its name wherever it is reported',
    help: 'give it a name on one line, such as `only the api reaches the database`',
  },
  'constructs/short-reason': {
    why: 'a failure that is acknowledged without a reason cannot be reviewed',
    help: 'give `reason`: why the intent may fail, and who looks after it',
  },
  'constructs/invalid-policy': {
    why: 'the API server refuses the policy, and nothing is protected',
    help: 'correct the field as the message says',
  },
} as const satisfies { readonly [code: `constructs/${string}`]: CodeText };

/** The code of a refusal of this room. */
export type ConstructCode = keyof typeof CONSTRUCT_CODES;
