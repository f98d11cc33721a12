import type { Diagnostic } from '../kernel/diagnostic';
import { InvalidInputError } from '../kernel/errors';
import type { CodeLine } from '../kernel/source';
import { type CodeText, callerLine, checkOptions, show } from './dsl';

/** The code of a refusal. */
export type CompositeCode =
  | 'constructs/isolates-by-surprise'
  | 'constructs/opens-nothing'
  | 'constructs/contradicting-options'
  | 'constructs/no-place'
  | 'constructs/needs-a-reason'
  | 'constructs/unknown-namespace'
  | 'constructs/listed-twice'
  | 'constructs/unknown-tier'
  | 'constructs/not-isolated'
  | 'constructs/illegal-tier-name'
  | 'constructs/illegal-wait'
  | 'constructs/unpinned-image'
  | 'constructs/reserved-label'
  | 'constructs/unknown-direction'
  | 'constructs/rest-not-said'
  | 'constructs/reopens-default-deny'
  | 'constructs/unknown-platform'
  | 'constructs/not-a-workload'
  | 'constructs/only-path-hash'
  | 'constructs/not-a-kplus-peer'
  | 'constructs/unknown-port'
  | 'constructs/unknown-workload'
  | 'constructs/missing-target'
  | 'constructs/unknown-target'
  | 'constructs/never-holds'
  | 'constructs/no-addresses'
  | 'constructs/addresses-under-cilium'
  | 'constructs/scrapes-everything'
  | 'constructs/not-a-controller'
  | 'constructs/every-port'
  | 'constructs/wrong-plugin'
  | 'constructs/unknown-entity'
  | 'constructs/illegal-http-rule'
  | 'constructs/undone-by-plain-rule'
  | 'constructs/illegal-domain-name'
  | 'constructs/no-dns-proxy'
  | 'constructs/illegal-cluster-policy'
  | 'constructs/duplicate-priority'
  | 'constructs/no-own-namespace'
  | 'constructs/cuts-pods'
  | 'constructs/cuts-identity'
  | 'constructs/missing-part'
  | 'constructs/any-ip'
  | 'constructs/opens-metadata'
  | 'constructs/inside-the-cluster'
  | 'constructs/private-range'
  | 'constructs/unknown-provider'
  | 'constructs/not-a-proxy'
  | 'constructs/hides-clients'
  | 'constructs/not-a-service'
  | 'constructs/service-port';

/** What the composite constructs refuse, beside what the DSL refuses already. */
export const COMPOSITE_CODES: Readonly<Record<CompositeCode, CodeText>> = {
  'constructs/isolates-by-surprise': {
    why: 'a policy isolates the pods it selects: whatever it does not name is cut',
    help: 'create it inside a DefaultDenyNamespace, or declare what isolates the namespace by governedNamespace(...)',
  },
  'constructs/opens-nothing': {
    why: 'a connection without a policy at either end has no effect',
    help: 'give `isolates: true`, or create it inside a DefaultDenyNamespace',
  },
  'constructs/contradicting-options': {
    why: 'each of the options undoes the other',
    help: 'keep one of them',
  },
  'constructs/no-place': {
    why: 'a connection writes a policy at both ends, and a policy lives in one namespace',
    help: "write pods(...), pods(...).in(namespace('name')), a tier or podsOf(workload)",
  },
  'constructs/needs-a-reason': {
    why: 'a default deny in a namespace of the system can cut DNS, webhooks and metrics for the whole cluster',
    help: 'give `reason`: why, and what keeps the components of the cluster reachable',
  },
  'constructs/unknown-namespace': {
    why: 'what is said of a namespace that is not among them would be said of none',
    help: 'use one of the namespaces that it was given',
  },
  'constructs/listed-twice': {
    why: 'the second one has no effect, so another one was probably meant',
    help: 'list it once',
  },
  'constructs/not-isolated': {
    why: 'what is not denied passes, whatever a tenant lets in and out',
    help: 'leave `directions` of its DefaultDenyNamespace out, so that it isolates both',
  },
  'constructs/unknown-tier': {
    why: 'what is opened to a tier that is misspelt is opened to none',
    help: 'use the name of a tier as it was written',
  },
  'constructs/illegal-tier-name': {
    why: 'the name of a tier is a part of the name of its policy, and tiers stand in the order in which they are written',
    help: 'use lower case letters, digits and hyphens, and a letter first',
  },
  'constructs/illegal-wait': {
    why: 'the container would never find what it waits for, and the pod would never start',
    help: 'give a host, a TCP port and whole seconds',
  },
  'constructs/unpinned-image': {
    why: 'an image without a tag or digest, or with `latest`, changes without a change of the manifest',
    help: "write a tag or a digest, such as 'busybox:1.37.0'",
  },
  'constructs/reserved-label': {
    why: 'Kubernetes writes this label itself and overwrites any other value',
    help: 'leave the label out',
  },
  'constructs/unknown-direction': {
    why: 'a direction that is misspelt would not be opened',
    help: "write 'ingress', 'egress' or both",
  },
  'constructs/rest-not-said': {
    why: 'a policy that blocks metadata isolates egress, so it must say what else the pods may reach',
    help: "give `rest: 'nothing'`, 'internet' or 'everything', or create it inside a DefaultDenyNamespace",
  },
  'constructs/reopens-default-deny': {
    why: 'policies add up: what this one opens is opened for every pod of the namespace',
    help: 'leave `rest` out: inside a default deny, blocking needs no rule',
  },
  'constructs/unknown-platform': {
    why: 'DNS answers from different pods, addresses and ports on each platform',
    help: 'use one of the known platforms',
  },
  'constructs/not-a-workload': {
    why: 'labels and ports are read from the pod template of a cdk8s-plus workload',
    help: 'pass a Deployment, StatefulSet, DaemonSet, Job or Pod of cdk8s-plus, or write pods(...)',
  },
  'constructs/only-path-hash': {
    why: 'cdk8s-plus derives that label from the construct path: moving the construct changes it',
    help: "give the pods a label of their own: podMetadata: { labels: { app: 'web' } }",
  },
  'constructs/not-a-kplus-peer': {
    why: 'a peer that selects nothing by itself is a rule without conditions, which everyone matches',
    help: 'pass Pods, Namespaces, a Namespace, an address block or a workload of cdk8s-plus',
  },
  'constructs/unknown-port': {
    why: 'a port name that no container declares matches nothing',
    help: 'use a port that a container declares, or name it there',
  },
  'constructs/unknown-workload': {
    why: 'the inventory lists every workload of other repositories that rules may name',
    help: 'use a name of the inventory, or declare the workload there',
  },
  'constructs/missing-target': {
    why: 'what is not said for a target would be missing there without a word',
    help: 'give it a value for every target',
  },
  'constructs/unknown-target': {
    why: 'what is said for a target that is misspelt is said for none',
    help: 'use the names of the targets and groups of the app',
  },
  'constructs/never-holds': {
    why: 'two namespaces that nobody has made yet can carry these labels, and no policy governs either',
    help: "use the names of one end: namespace('shop-prod'), or the namespace construct itself",
  },
  'constructs/no-addresses': {
    why: 'what runs on the host network has the address of its node: no selector matches it',
    help: 'give its addresses, or declare them in the profile',
  },
  'constructs/addresses-under-cilium': {
    why: 'Cilium knows nodes and the API server by identity: no block of addresses matches them',
    help: 'name no addresses here',
  },
  'constructs/scrapes-everything': {
    why: 'every pod of a namespace would be open on it, whether it serves metrics there or not',
    help: "give the port on which the application serves its metrics, such as tcp('metrics')",
  },
  'constructs/every-port': {
    why: 'whatever else listens there is opened with it',
    help: 'list the ports that are needed, such as [tcp(443)]',
  },
  'constructs/not-a-controller': {
    why: 'requests through a controller or load balancer come from it, not from the client',
    help: 'give its pods, as ingressNginx() does, or its addresses, as cloudLoadBalancer(...) does',
  },
  'constructs/wrong-plugin': {
    why: 'a plugin that does not know a policy kind ignores it: nothing is opened, and nothing denied',
    help: 'declare the plugin of the cluster in the profile, or leave the policy out',
  },
  'constructs/unknown-entity': {
    why: 'Cilium refuses the whole policy for an entity that it does not know, and nothing is protected',
    help: 'use an entity of Cilium, such as kube-apiserver',
  },
  'constructs/illegal-http-rule': {
    why: 'a rule that means something else lets other requests through, or none',
    help: 'write http({ method, path, host, headers })',
  },
  'constructs/undone-by-plain-rule': {
    why: 'what a pod may do is the union of all rules: a plain one for the same pods and port lets every request through',
    help: 'take one of them out, or give them different ports or pods',
  },
  'constructs/illegal-domain-name': {
    why: 'Cilium opens the addresses that DNS answers for a name, and nothing for what is no name',
    help: 'list names in full, such as api.example.com',
  },
  'constructs/no-dns-proxy': {
    why: 'Cilium learns the addresses of a name from the answers that pass its proxy, which stands before pods only',
    help: 'declare a `dns` of the profile that answers from pods, such as kube-dns',
  },
  'constructs/illegal-cluster-policy': {
    why: 'the API server refuses what the CRD does not accept, and nothing is protected',
    help: 'write what policy.networking.k8s.io/v1alpha2 accepts',
  },
  'constructs/duplicate-priority': {
    why: 'of two policies with one priority in a tier, which is asked first is up to the implementation',
    help: 'give each policy of a tier a priority of its own',
  },
  'constructs/no-own-namespace': {
    why: 'a policy of the whole cluster stands in no namespace, so that pods without one would be those of all',
    help: 'write pods(...).in(...), namespace(...), namespaces(...) or allNamespaces()',
  },
  'constructs/cuts-pods': {
    why: 'a block of addresses means the pods that have them as well',
    help: 'deny addresses outside the cluster only',
  },
  'constructs/cuts-identity': {
    why: 'what a policy of the Admin tier denies, no NetworkPolicy can open',
    help: 'name those pods in `except` of the guard',
  },
  'constructs/missing-part': {
    why: 'without it the construct cannot say what it opens',
    help: 'give it',
  },
  'constructs/any-ip': {
    why: 'whoever is meant has addresses of its own: every address is the internet, and the cloud and the cluster with it',
    help: 'list the blocks that are meant, or write new AllowInternet(...)',
  },
  'constructs/opens-metadata': {
    why: 'who reaches it can ask for the credentials of the node or of other workloads',
    help: 'leave it out by `except`; for the identity of a workload write new AllowWorkloadIdentity(...)',
  },
  'constructs/inside-the-cluster': {
    why: 'an address of a pod or a Service is held by another one tomorrow, and plugins differ in whether a block matches it',
    help: 'name the pods: new Connection(...); or leave the block out by `except`',
  },
  'constructs/private-range': {
    why: 'private and local ranges hold pods, nodes and neighbours, far more often than an API of others',
    help: 'list the public blocks of the API, or give `private: true` where it answers through a VPN or a peering',
  },
  'constructs/unknown-provider': {
    why: 'each provider of identities answers at addresses and ports of its own: a guess would open the identity of the node',
    help: 'use one of the known providers, or declare the cloud of the app',
  },
  'constructs/not-a-proxy': {
    why: 'what is no proxy cannot be the only way out: the pods would be cut off, or reach more than it',
    help: 'name its pods: pods(...).in(namespace(...)), or its addresses: ipBlock(...)',
  },
  'constructs/hides-clients': {
    why: 'whatever forwards a connection replaces the address of its client: a rule on client ranges would match nobody, or a node',
    help: 'set `externalTrafficPolicy: Local` in the Service; where a proxy stands in front, let the proxy in',
  },
  'constructs/not-a-service': {
    why: 'without the Service in front nobody can tell whether the addresses of clients arrive',
    help: "pass the Service, its spec, or behind: 'nothing' where clients reach the pods themselves",
  },
  'constructs/service-port': {
    why: 'a policy is judged by the port of the pod, after the Service is translated',
    help: 'write the target port of the Service',
  },
};

/** One thing that a composite construct refuses. */
export interface Refusal {
  readonly code: CompositeCode;
  readonly message: string;
  /** @default - the help of the code */
  readonly help?: string;
}

/** A refusal as a diagnostic that points at `place`. */
export function diagnosticFor(
  { code, message, help }: Refusal,
  place: CodeLine | undefined,
): Diagnostic {
  const source = place === undefined ? {} : { source: place };
  const text = COMPOSITE_CODES[code];
  return { code, severity: 'error', message, ...source, why: text.why, help: help ?? text.help };
}

/** Refuses what an author wrote, pointing at the author's line. @throws {InvalidInputError} always */
export function decline(...refusals: readonly Refusal[]): never {
  const place = callerLine();
  throw new InvalidInputError(refusals.map((refusal) => diagnosticFor(refusal, place)));
}

/**
 * Checks that props are an object with known options, none of them there but undefined.
 *
 * @throws {InvalidInputError} naming what is wrong
 */
export function checkProps(
  call: string,
  props: unknown,
  known: readonly string[],
): asserts props is object {
  if (typeof props !== 'object' || props === null) {
    const message = `\`${call}\` got ${show(props)} where its props belong`;
    decline({ code: 'constructs/missing-part', message, help: `write { ${known[0]}: ... }` });
  }
  checkOptions(call, props, known);
}
