import { formatRequirement, holds, type Requirement, type Selector } from '../../../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { everyPodPeer, type PlacedPeer } from '../../views/every-selector';
import { listNames, listWorkloads } from '../../views/lists';
import { namedBy } from '../../views/named-by';
import { selectedNamespaces } from '../../views/namespaces';

/** Finds peers that exclude values of a label, and take everyone who has no such label. */
export const negativeSelectorAdmitsUnlabelled: Check = {
  id: 'NP012',
  name: 'negative-selector-admits-unlabelled',
  severity: 'warning',
  summary: 'A peer excludes values of a label with `NotIn`, which takes all that lack the label.',
  why: '`NotIn` also holds where the label is absent. Every namespace that nobody labelled gets in or is reached, kube-system and those of next year among them.',
  how: 'A selector of a peer has `NotIn` for a label that no other condition of it asks for. For namespaces it is a warning where nothing else narrows the selector, or where a known namespace gets in without the label; `kubernetes.io/metadata.name` is on every namespace and is left alone. For pods it is a remark, where known pods get in without the label. `DoesNotExist` says what it does, and is left alone.',
  help: 'list what is to get in with `In`, or add `Exists` for the same label',
  acknowledge: 'When everyone without the label is meant to get in.',
  references: [REFERENCES.setBased, REFERENCES.labels],
  examples: {
    avoid: {
      yaml: ingress('api')`
    - from:
        - namespaceSelector:
            matchExpressions: [{ key: env, operator: NotIn, values: [dev] }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
    },
    prefer: {
      yaml: ingress('api')`
    - from:
        - namespaceSelector:
            matchExpressions: [{ key: env, operator: In, values: [staging, prod] }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'api', {
  select: pods({ app: 'api' }),
  ingress: [from(namespaces({ env: oneOf('staging', 'prod') })).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const placed of everyPodPeer(examined)) {
      yield* ofNamespaces(examined, placed);
      yield* ofPods(examined, placed);
    }
  },
};

function* ofNamespaces(examined: Examined, placed: PlacedPeer): Iterable<Found> {
  const selector = placed.peer.namespaces;
  if (selector === undefined) return;
  for (const excluding of exclusionsIn(selector)) {
    if (excluding.key === NAMESPACE_NAME_LABEL) continue;
    const unlabelled = selectedNamespaces(examined, selector)
      .certain.filter(({ labels }) => !labels.has(excluding.key))
      .map(({ name }) => name);
    const isWide = selector.requirements.every(({ operator }) => operator === 'NotIn');
    if (!isWide && unlabelled.length === 0) continue;
    yield {
      ...found(placed, 'namespaceSelector', excluding),
      message: `${who(placed)} takes every namespace without the label \`${excluding.key}\`: ${formatRequirement(excluding)}`,
      facts: unlabelled.length === 0 ? [] : [`known without the label: ${listNames(unlabelled)}`],
    };
  }
}

function* ofPods(examined: Examined, placed: PlacedPeer): Iterable<Found> {
  const selector = placed.peer.pods;
  if (selector === undefined) return;
  for (const excluding of exclusionsIn(selector)) {
    const unlabelled = namedBy(examined, placed.policy, placed.peer).certain.filter(
      ({ pod }) => !pod.labels.has(excluding.key),
    );
    if (unlabelled.length === 0) continue;
    yield {
      ...found(placed, 'podSelector', excluding),
      severity: 'info',
      message: `${who(placed)} takes every pod without the label \`${excluding.key}\`: ${formatRequirement(excluding)}`,
      facts: [`known without the label: ${listWorkloads(unlabelled)}`],
    };
  }
}

/** The conditions that exclude values of a label and hold where it is absent. */
function exclusionsIn({ requirements }: Selector): readonly Requirement[] {
  return requirements.filter(
    ({ key, operator }) =>
      operator === 'NotIn' &&
      requirements.every((other) => other.key !== key || holds(other, new Map())),
  );
}

function found(
  { policy, path }: PlacedPeer,
  field: 'namespaceSelector' | 'podSelector',
  excluding: Requirement,
): Pick<Found, 'about' | 'path' | 'key'> {
  return {
    about: aboutPolicy(policy),
    path: [...path, field],
    key: `${field} ${formatRequirement(excluding)}`,
  };
}

function who({ policy, place }: PlacedPeer): string {
  return `${policy.namespace}/${policy.name} ${place}`;
}
