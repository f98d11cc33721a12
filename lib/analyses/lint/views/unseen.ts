import { isJsonObject, matches, once, type Selector } from '../../../kernel';
import { WELL_KNOWN } from '../../../platform';
import type { Examined, WrittenObject } from '../check';
import { podsAnywhere } from './pod-index';

/**
 * Groups of custom resources that describe, route or issue something and run no pods of their own. A
 * custom resource of any other group may stand for pods that an operator makes.
 */
const WITHOUT_PODS = [
  'cert-manager.io',
  'external-secrets.io',
  'bitnami.com',
  'gateway.networking.k8s.io',
  'networking.istio.io',
  'security.istio.io',
  'kustomize.config.k8s.io',
  'cilium.io',
  'projectcalico.org',
  'crd.projectcalico.org',
];

/** Kinds that do the same, in groups of which other kinds do run pods. */
const KINDS_WITHOUT_PODS = new Set([
  'monitoring.coreos.com/ServiceMonitor',
  'monitoring.coreos.com/PodMonitor',
  'monitoring.coreos.com/PrometheusRule',
  'monitoring.coreos.com/Probe',
  'monitoring.coreos.com/ScrapeConfig',
  'monitoring.coreos.com/AlertmanagerConfig',
]);

const runners = once((examined: Examined): ReadonlySet<string | undefined> => {
  const known = new Set(examined.cluster.workloads.map(({ origin }) => origin));
  return new Set(
    examined.objects
      .filter((object) => mayRunPods(object) && !known.has(object.origin))
      .map(({ namespace }) => namespace),
  );
});

/** Whether an operator may run pods in a namespace that nothing in the input shows. */
export function mayRunUnseenPods(examined: Examined, namespace: string): boolean {
  return runners(examined).has(namespace) || runners(examined).has(undefined);
}

function mayRunPods({ apiVersion, kind, body }: WrittenObject): boolean {
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  if (!group.includes('.') || group.endsWith('.k8s.io')) return false;
  if (WITHOUT_PODS.includes(group) || KINDS_WITHOUT_PODS.has(`${group}/${kind}`)) return false;
  return isJsonObject(body['spec']);
}

/** Prefixes of labels that people write themselves. */
const WRITTEN_BY_PEOPLE = ['app.kubernetes.io/', 'helm.sh/'];

/** Labels without a prefix that the Job controller and others put on pods when they make them. */
const ADDED = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'controller-uid',
  'job-name',
]);

/**
 * Whether pods that a selector asks for come from somewhere else: it asks for a label that something
 * puts on pods when it makes them, or for those of a well-known component in its own namespace.
 */
export function isBroughtByOthers(
  examined: Examined,
  selector: Selector,
  namespaces: readonly string[],
): boolean {
  const { carrying } = podsAnywhere(examined);
  const isAdded = selector.requirements.some(
    ({ key }) => !carrying.has(key) && (ADDED.has(key) || hasForeignPrefix(key)),
  );
  return isAdded || namespaces.some((namespace) => isComponent(selector, namespace));
}

function isComponent(selector: Selector, namespace: string): boolean {
  return Object.values(WELL_KNOWN).some(
    (component) =>
      component.namespace === namespace &&
      matches(selector, new Map(Object.entries(component.labels))),
  );
}

function hasForeignPrefix(key: string): boolean {
  return key.includes('/') && !WRITTEN_BY_PEOPLE.some((prefix) => key.startsWith(prefix));
}
