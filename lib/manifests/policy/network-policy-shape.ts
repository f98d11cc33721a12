import type { Shape, Struct } from './shape';

const STRING: Shape = { kind: 'string', goType: 'string' };
const INT32: Shape = { kind: 'int32' };
const STRING_MAP: Shape = { kind: 'string-map' };
const ANY: Shape = { kind: 'any' };

const named = (goType: string): Shape => ({ kind: 'string', goType });
const list = (of: Shape): Shape => ({ kind: 'list', of });
const struct = (name: string, fields: Struct['fields']): Shape => ({
  kind: 'struct',
  struct: { name, fields },
});

const SELECTOR = struct('LabelSelector', {
  matchLabels: STRING_MAP,
  matchExpressions: list(
    struct('LabelSelectorRequirement', {
      key: STRING,
      operator: named('v1.LabelSelectorOperator'),
      values: list(STRING),
    }),
  ),
});

const PEERS = list(
  struct('NetworkPolicyPeer', {
    podSelector: SELECTOR,
    namespaceSelector: SELECTOR,
    ipBlock: struct('IPBlock', { cidr: STRING, except: list(STRING) }),
  }),
);

const PORTS = list(
  struct('NetworkPolicyPort', {
    protocol: named('v1.Protocol'),
    port: { kind: 'int-or-string' },
    endPort: INT32,
  }),
);

const SPEC = struct('NetworkPolicySpec', {
  podSelector: SELECTOR,
  policyTypes: list(named('v1.PolicyType')),
  ingress: list(struct('NetworkPolicyIngressRule', { from: PEERS, ports: PORTS })),
  egress: list(struct('NetworkPolicyEgressRule', { to: PEERS, ports: PORTS })),
});

/** `ObjectMeta` of apimachinery `meta/v1`. What only the server writes is not looked into. */
const METADATA = struct('ObjectMeta', {
  name: STRING,
  namespace: STRING,
  labels: STRING_MAP,
  annotations: STRING_MAP,
  generateName: STRING,
  creationTimestamp: ANY,
  deletionGracePeriodSeconds: ANY,
  deletionTimestamp: ANY,
  finalizers: ANY,
  generation: ANY,
  managedFields: ANY,
  ownerReferences: ANY,
  resourceVersion: ANY,
  selfLink: ANY,
  uid: ANY,
});

/** `NetworkPolicy` of networking.k8s.io/v1 (kubernetes/api `networking/v1/types.go`). */
export const NETWORK_POLICY: Struct = {
  name: 'NetworkPolicy',
  fields: {
    apiVersion: STRING,
    kind: STRING,
    metadata: METADATA,
    spec: SPEC,
    // Servers from 1.24 to 1.27 wrote a `status`; a dump of such a cluster is no mistake.
    status: ANY,
  },
};
