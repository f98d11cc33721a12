import { plainPod } from '../../engine';
import {
  EVERYTHING,
  groupBy,
  holds,
  type IntentEndpoint,
  type Labels,
  type PortSpec,
  type Selector,
} from '../../kernel';
import {
  type Cluster,
  type ContainerPort,
  NAMESPACE_NAME_LABEL,
  type Namespace,
  type Pod,
} from '../../model';

/** The plainest pod that an end describes, for an end that no known pod matches. */
export interface StandIn {
  readonly pod: Pod;
  /** Its namespace, where the cluster does not hold it. */
  readonly namespace?: Namespace;
}

/** The port that a container of a stand-in gives a name to, where a flow asks for one. */
const SOME_PORT = 8080;

/** Makes up the pod with exactly the labels and port names that are stated; undefined for no pods. */
export function standInFor(
  cluster: Cluster,
  end: IntentEndpoint,
  ports: readonly PortSpec[],
): StandIn | undefined {
  const chosen = chosenFor(cluster, end);
  if (chosen === undefined) return undefined;
  const { labels, home } = chosen;
  const pod = plainPod({ namespace: home.name, labels, ports: namedPorts(ports), addresses: [] });
  return cluster.namespaces.has(home.name) ? { pod } : { pod, namespace: home };
}

interface Chosen {
  readonly labels: Labels;
  readonly home: Namespace;
}

function chosenFor(cluster: Cluster, end: IntentEndpoint): Chosen | undefined {
  switch (end.kind) {
    case 'pods': {
      const labels = labelsMeeting(end.pods);
      const home =
        end.namespaces.kind === 'named'
          ? homeNamed(cluster, end.namespaces.name)
          : homeMeeting(cluster, end.namespaces.selector);
      return labels === undefined || home === undefined ? undefined : { labels, home };
    }
    case 'any-pod': {
      const home = homeMeeting(cluster, EVERYTHING);
      return home && { labels: new Map(), home };
    }
    default:
      return undefined;
  }
}

function homeNamed({ namespaces }: Cluster, name: string): Namespace {
  const labels = new Map([[NAMESPACE_NAME_LABEL, name]]);
  return namespaces.get(name) ?? { name, labels, declared: false };
}

const NEW = 'new-namespace';

function homeMeeting({ namespaces }: Cluster, selector: Selector): Namespace | undefined {
  const known = [...namespaces.values()].find(({ labels }) =>
    selector.requirements.every((requirement) => holds(requirement, labels)),
  );
  if (known !== undefined) return known;
  const labels = labelsMeeting(selector);
  if (labels === undefined) return undefined;
  const own = new Map([...labels].filter(([key]) => key !== NAMESPACE_NAME_LABEL));
  const name = labels.get(NAMESPACE_NAME_LABEL) ?? [NEW, ...labelsText(own)].join('-');
  return { name, labels: new Map([...own, [NAMESPACE_NAME_LABEL, name]]), declared: true };
}

/** One name for each set of labels, so that two stand-ins never share a namespace by accident. */
function labelsText(labels: Labels): readonly string[] {
  return [...labels].map(([key, value]) => `${key}=${value}`);
}

/** The fewest labels that meet a selector, each with the first value that does; undefined where none do. */
function labelsMeeting({ requirements }: Selector): Labels | undefined {
  const labels = new Map<string, string>();
  for (const [key, own] of groupBy(requirements, (each) => each.key)) {
    const values = [...own.flatMap((each) => each.values), 'other', 'other-2'];
    const candidates: readonly Labels[] = [
      new Map(),
      ...values.map((value) => new Map([[key, value]])),
    ];
    const meeting = candidates.find((each) => own.every((requirement) => holds(requirement, each)));
    if (meeting === undefined) return undefined;
    for (const [name, value] of meeting) labels.set(name, value);
  }
  return labels;
}

/** Whether no pod can ever have the labels that a selector asks for. */
export function isContradiction(selector: Selector): boolean {
  return labelsMeeting(selector) === undefined;
}

function namedPorts(ports: readonly PortSpec[]): readonly ContainerPort[] {
  const names = ports.flatMap(({ protocol = 'TCP', port }) =>
    typeof port === 'string' ? [{ protocol, name: port }] : [],
  );
  return names.map(({ protocol, name }, index) => ({
    name,
    protocol,
    port: SOME_PORT + index,
    on: 'container',
  }));
}
