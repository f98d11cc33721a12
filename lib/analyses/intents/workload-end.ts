import {
  compareText,
  endWords,
  formatSelector,
  type IntentEndpoint,
  type Labels,
  matches,
  type Selector,
} from '../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL, type Workload } from '../../model';
import type { IntentNote } from '../../results';
import { labelled, podsBox, unknownEndNote } from './boxes';
import type { ResolvedEnd } from './resolved';

type WorkloadName = Extract<IntentEndpoint, { kind: 'workload' }>;

/** Labels that controllers put on pods and templates do not carry: no pod is known by them. */
const CONTROLLER_LABELS: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/job-completion-index',
]);

/**
 * The pods of a workload, and those that may come to exist and that policies take for them. Policies
 * know no workloads: they know one by its labels that any of them asks for, and by a selector that
 * names its pods and those of no other known workload. Of known pods it is these alone.
 */
export function workloadEnd(cluster: Cluster, stated: WorkloadName): ResolvedEnd {
  const words = endWords(stated);
  const workload = workloadNamed(cluster, stated);
  if (workload === undefined) {
    const all = cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`);
    return { words, stated, boxes: [], notes: [unknownEndNote(words, all)] };
  }
  const here = labelled(NAMESPACE_NAME_LABEL, workload.namespace);
  const selectors = selectorsIn(cluster);
  const told = toldSelector(workload, selectors);
  const wider = namingSelectors(cluster, workload, selectors).filter(
    (selector) => !implies(selector, told),
  );
  return {
    words,
    stated,
    boxes: [told, ...wider].map((pods) => podsBox(here, pods, workload.pods)),
    notes: wider.map((selector): IntentNote => {
      return { kind: 'taken-for', end: words, pods: formatSelector(selector) };
    }),
  };
}

function workloadNamed({ workloads }: Cluster, stated: WorkloadName): Workload | undefined {
  return workloads.find(
    ({ namespace, name, kind }) =>
      namespace === stated.namespace &&
      name === stated.name &&
      (stated.workloadKind ?? kind) === kind,
  );
}

/**
 * What policies see of the labels of a workload. Where they see none of them, it is all its labels;
 * and where it has none, that a pod has no label that any policy asks for.
 */
function toldSelector(workload: Workload, selectors: readonly Selector[]): Selector {
  const asked = new Set(
    selectors.flatMap(({ requirements }) => requirements.map(({ key }) => key)),
  );
  const own = templateSelector(workload);
  const told = own.requirements.filter(({ key }) => asked.has(key));
  if (told.length > 0) return { requirements: told };
  if (own.requirements.length > 0) return own;
  return {
    requirements: [...asked]
      .sort(compareText)
      .map((key) => ({ key, operator: 'DoesNotExist', values: [] })),
  };
}

/** The selectors that ask for some value of a label, and name the pods of this workload alone. */
function namingSelectors(
  cluster: Cluster,
  workload: Workload,
  selectors: readonly Selector[],
): readonly Selector[] {
  const others = cluster.workloads
    .filter((each) => each !== workload && each.namespace === workload.namespace)
    .flatMap(({ pods }) => pods);
  return selectors.filter(
    (selector) =>
      selector.requirements.some(({ operator }) => operator === 'In') &&
      workload.pods.every(({ labels }) => matches(selector, labels)) &&
      !others.some(({ labels }) => matches(selector, labels)),
  );
}

/** Whether a selector asks for all that another does. */
function implies(selector: Selector, other: Selector): boolean {
  const all = new Set(selector.requirements.map((each) => JSON.stringify(each)));
  return other.requirements.every((each) => all.has(JSON.stringify(each)));
}

/** Each selector of pods that some policy has. */
function selectorsIn({ policies }: Cluster): readonly Selector[] {
  const all = policies.flatMap(({ subject, rules }) => [
    subject,
    ...[...rules.ingress, ...rules.egress].flatMap(({ peers }) =>
      peers.flatMap((peer) => (peer.kind === 'pods' ? (peer.pods ?? []) : [])),
    ),
  ]);
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

function templateSelector(workload: Workload): Selector {
  return {
    requirements: [...templateLabels(workload)].map(([key, value]) => ({
      key,
      operator: 'In',
      values: [value],
    })),
  };
}

/** The labels that all pods of a workload share. */
function templateLabels({ pods }: Workload): Labels {
  const [first, ...others] = pods;
  const shared = [...(first?.labels ?? [])].filter(
    ([key, value]) =>
      !CONTROLLER_LABELS.has(key) && others.every(({ labels }) => labels.get(key) === value),
  );
  return new Map(shared);
}
