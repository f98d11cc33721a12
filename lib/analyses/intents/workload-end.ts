import type { EndBox } from '../../engine';
import { endWords, type IntentEndpoint, type Labels, matches, type Selector } from '../../kernel';
import { type Cluster, NAMESPACE_NAME_LABEL, type Workload } from '../../model';
import { labelled, podsBox, unknownEnd } from './boxes';
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
 * know no workloads: they know one by the selectors that name its pods, and those of no other known
 * workload. A pod that such a selector matches is as good as one of its pods.
 */
export function workloadEnd(cluster: Cluster, stated: WorkloadName): ResolvedEnd {
  const words = endWords(stated);
  const workload = workloadNamed(cluster, stated);
  if (workload === undefined) {
    const all = cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`);
    return { words, stated, boxes: [], notes: [unknownEnd(words, all)] };
  }
  const here = labelled(NAMESPACE_NAME_LABEL, workload.namespace);
  const boxes = selectorsFor(cluster, workload).map((pods): EndBox => podsBox(here, pods));
  return { words, stated, boxes, workload, notes: [] };
}

function workloadNamed({ workloads }: Cluster, stated: WorkloadName): Workload | undefined {
  return workloads.find(
    ({ namespace, name, kind }) =>
      namespace === stated.namespace &&
      name === stated.name &&
      (stated.workloadKind ?? kind) === kind,
  );
}

/** The selectors by which policies know a workload, and those of its labels that any of them asks for. */
function selectorsFor(cluster: Cluster, workload: Workload): readonly Selector[] {
  const selectors = selectorsIn(cluster);
  const asked = new Set(
    selectors.flatMap(({ requirements }) => requirements.map(({ key }) => key)),
  );
  const own = templateSelector(workload);
  const told = { requirements: own.requirements.filter(({ key }) => asked.has(key)) };
  const others = cluster.workloads
    .filter((each) => each !== workload && each.namespace === workload.namespace)
    .flatMap(({ pods }) => pods);
  const naming = selectors.filter(
    (selector) =>
      workload.pods.every(({ labels }) => matches(selector, labels)) &&
      !others.some(({ labels }) => matches(selector, labels)),
  );
  return [told, own, ...naming].filter(({ requirements }) => requirements.length > 0);
}

/** Each selector of pods that asks for some value of a label; others name nobody. */
function selectorsIn({ policies }: Cluster): readonly Selector[] {
  const all = policies.flatMap(({ subject, rules }) => [
    subject,
    ...[...rules.ingress, ...rules.egress].flatMap(({ peers }) =>
      peers.flatMap((peer) => (peer.kind === 'pods' ? (peer.pods ?? []) : [])),
    ),
  ]);
  const naming = all.filter(({ requirements }) =>
    requirements.some(({ operator }) => operator === 'In'),
  );
  return [...new Map(naming.map((each) => [JSON.stringify(each), each])).values()];
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
