import { matches } from '../../../../kernel';
import {
  NAMESPACE_NAME_LABEL,
  type Pod,
  type PodPeer,
  type Policy,
  type Rule,
} from '../../../../model';
import type { Profile } from '../../../../platform';
import type { Check, Examined, Found } from '../../check';
import { deployment, ingress, together } from '../../examples';
import { REFERENCES } from '../../references';
import { type ApiServerCall, apiServerCalls } from '../../views/api-server-calls';
import { backedBy, podsBehind } from '../../views/backing';
import { listNames } from '../../views/lists';
import { opensPort } from '../../views/port-entries';
import { isolatedBy, mayBeIsolatedElsewhere } from '../../views/subjects';

/** Finds webhooks that the API server is to call, and may not. */
export const webhookClosed: Check = {
  id: 'NP407',
  name: 'webhook-closed',
  severity: 'error',
  summary: 'The API server calls a webhook whose pods are isolated, and no rule lets it in.',
  why: 'The API server calls from the nodes of the control plane, which no selector matches. A default deny of the namespace of the webhook makes every request time out that it is to admit, in all namespaces.',
  how: 'A webhook configuration, a conversion or an APIService of the input names a Service; a known pod behind it is isolated for ingress, and no rule opens the port of the pod to everyone, to any block, or to pods that may be agents of the API server in kube-system.',
  help: 'open the port of the pods without `from`, or to the addresses of the control plane',
  acknowledge: 'When the API server runs on the node of these pods alone.',
  references: [REFERENCES.webhooks, REFERENCES.networkPolicies],
  examples: {
    given: together(
      `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: policy }
webhooks:
  - name: policy.example.com
    clientConfig: { service: { namespace: shop, name: policy } }
`,
      `apiVersion: v1
kind: Service
metadata: { name: policy, namespace: shop }
spec:
  selector: { app: policy }
  ports: [{ port: 443, targetPort: 9443 }]
`,
      deployment('policy', '{ containerPort: 9443 }'),
    ),
    avoid: {
      yaml: ingress('policy')`
    - from: [{ podSelector: {} }]
      ports: [{ protocol: TCP, port: 9443 }]
`,
      typescript: `
new NetworkPolicy(shop, 'policy', {
  select: pods({ app: 'policy' }),
  ingress: [from(sameNamespace()).on(tcp(9443))],
});
`,
    },
    prefer: {
      yaml: ingress('policy')`
    - from: [{ ipBlock: { cidr: 172.18.0.2/32 } }]
      ports: [{ protocol: TCP, port: 9443 }]
`,
      typescript: `
new AllowAdmissionWebhook(shop, 'policy', {
  for: pods({ app: 'policy' }),
  on: tcp(9443),
  from: ipBlock('172.18.0.2/32'),
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    if (examined.profile.assume.enforces === false) return;
    for (const call of apiServerCalls(examined)) {
      const closed = closedPod(examined, call);
      if (closed === undefined) continue;
      const { pod, target } = closed;
      const policies = isolatedBy(examined, { pod }, 'ingress');
      const { kind, name, origin } = call.object;
      yield {
        about: { kind, namespace: undefined, name, origin },
        path: call.path,
        message: `the API server calls Service ${call.namespace}/${call.name}, and no policy lets it in to ${pod.namespace}/${pod.name} on ${target}/TCP`,
        facts: [
          `isolated for ingress by ${listNames(policies.map(({ namespace, name }) => `${namespace}/${name}`))}`,
        ],
        related: policies.map((policy) => ({
          message: `NetworkPolicy ${policy.namespace}/${policy.name} isolates these pods`,
          source: policy.origin.at([]),
        })),
      };
    }
  },
};

interface Closed {
  readonly pod: Pod;
  readonly target: number;
}

/** A pod behind the Service that a call names, which the API server cannot reach. */
function closedPod(examined: Examined, call: ApiServerCall): Closed | undefined {
  if (mayBeIsolatedElsewhere(examined, call.namespace)) return undefined;
  const service = examined.cluster.services.find(
    ({ namespace, name }) => namespace === call.namespace && name === call.name,
  );
  const pods = service === undefined ? [] : podsBehind(examined, service);
  for (const pod of pods.filter(({ hostNetwork }) => !hostNetwork)) {
    const backed = backedBy(examined, pod).find(
      (each) => each.service === service && each.port.port === call.port,
    );
    const target = backed?.target;
    const policies = isolatedBy(examined, { pod }, 'ingress');
    if (target === undefined || policies.length === 0) continue;
    const isOpen = policies.some((policy) =>
      policy.rules.ingress.some(
        (rule) => opensTarget(rule, pod, target) && admits(examined.profile, policy, rule),
      ),
    );
    if (!isOpen) return { pod, target };
  }
  return undefined;
}

function opensTarget(rule: Rule, { ports }: Pod, target: number): boolean {
  const named = rule.ports.flatMap((port) => (port.kind === 'named' ? [port.name] : []));
  const isNamed = ports.some(({ name, port }) => port === target && named.includes(name ?? ''));
  return isNamed || opensPort(rule, 'TCP', target);
}

function admits(profile: Profile, policy: Policy, { peers }: Rule): boolean {
  return (
    peers.length === 0 ||
    peers.some((peer) => peer.kind === 'block' || mayBeAgents(profile, policy, peer))
  );
}

const SYSTEM = 'kube-system';
const AGENT = new Map([['k8s-app', 'konnectivity-agent']]);

/**
 * Managed control planes may call through konnectivity agents, pods of kube-system. Those of EKS and
 * kind do not.
 */
function mayBeAgents({ cloud, cni }: Profile, policy: Policy, peer: PodPeer): boolean {
  if (cloud === 'aws' || cni === 'kindnet') return false;
  const { namespaces, pods } = peer;
  const isInside =
    namespaces === undefined
      ? policy.namespace === SYSTEM
      : namespaces.requirements
          .filter(({ key }) => key === NAMESPACE_NAME_LABEL)
          .every((each) =>
            matches({ requirements: [each] }, new Map([[NAMESPACE_NAME_LABEL, SYSTEM]])),
          );
  return isInside && (pods === undefined || matches(pods, AGENT));
}
