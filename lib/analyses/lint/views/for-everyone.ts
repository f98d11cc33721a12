import { isJsonObject, type Json, once } from '../../../kernel';
import type { Pod, Service } from '../../../model';
import { INGRESS_CONTROLLERS, platformOfNamespace, WELL_KNOWN } from '../../../platform';
import type { Examined } from '../check';
import { at } from '../written';
import { backedBy } from './backing';

/**
 * Whether a pod may be there for everyone, as far as the input tells: something leads to it from
 * outside, the API server calls it, or it is a part of the cluster that everybody needs.
 */
export function isForEveryone(examined: Examined, pod: Pod): boolean {
  return (
    platformOfNamespace(pod.namespace) !== undefined ||
    isKnownFront(pod) ||
    soundsLikeCalled(pod) ||
    backedBy(examined, pod).some(({ service }) => isOpen(examined, service))
  );
}

const FRONTS = [
  ...INGRESS_CONTROLLERS.flatMap(({ labels }) => labels),
  WELL_KNOWN['kube-dns'].labels,
  WELL_KNOWN['cert-manager-webhook'].labels,
];

function isKnownFront({ labels }: Pod): boolean {
  return FRONTS.some((front) =>
    Object.entries(front).every(([key, value]) => labels.get(key) === value),
  );
}

/** Webhooks and aggregated APIs: the API server calls them from an address that no selector names. */
function soundsLikeCalled({ name, labels }: Pod): boolean {
  return [name, ...labels.values()].some((text) =>
    /webhook|admission|apiserver|metrics-adapter|metrics-server/i.test(text),
  );
}

function isOpen(examined: Examined, service: Service): boolean {
  const { type, externalIps, namespace, name } = service;
  if (type === 'NodePort' || type === 'LoadBalancer' || externalIps.length > 0) return true;
  return calledFromOutside(examined).has(`${namespace}/${name}`);
}

/** The Services behind Ingresses and routes, and those that the API server calls. */
const calledFromOutside = once(({ cluster, objects }: Examined): ReadonlySet<string> => {
  const routed = cluster.entryPoints.flatMap(({ backends }) =>
    backends.flatMap((backend) =>
      backend.kind === 'service' ? [`${backend.namespace}/${backend.name}`] : [],
    ),
  );
  const called = objects
    .filter(({ kind }) => CALLING.has(kind))
    .flatMap(({ body }) => servicesIn(body));
  return new Set([...routed, ...called]);
});

const CALLING = new Set([
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'APIService',
  'CustomResourceDefinition',
]);

/** The Services named under a field `service`, where these kinds name the one to call. */
function servicesIn(body: Json): readonly string[] {
  const webhooks = at(body, ['webhooks']);
  const clients = [
    ...(Array.isArray(webhooks)
      ? webhooks.map((each) => at(each, ['clientConfig', 'service']))
      : []),
    at(body, ['spec', 'service']),
    at(body, ['spec', 'conversion', 'webhook', 'clientConfig', 'service']),
  ];
  return clients.flatMap((service) => {
    if (!isJsonObject(service)) return [];
    const { namespace, name } = service;
    return [`${String(namespace)}/${String(name)}`];
  });
}
