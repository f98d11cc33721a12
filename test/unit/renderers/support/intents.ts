import type { Source } from '../../../../lib/kernel';
import type {
  GateExplanation,
  IntentOutcome,
  IntentsResult,
  Violation,
  WitnessEnd,
} from '../../../../lib/results';
import { closedGate, everyPort, openGate, tcp } from './results';

/** A line of TypeScript that states an intent, or makes a policy. */
export function stated(line: number, construct = 'shop'): Source {
  const typescript = { file: 'main.ts', line, column: 3 };
  return { file: 'main.ts', line, column: 3, construct, typescript };
}

/** An intent that holds. */
export function outcome(fields: Partial<IntentOutcome> = {}): IntentOutcome {
  return {
    name: 'only the api reaches the database',
    kind: 'reached-only-by',
    severity: 'error',
    verdict: 'holds',
    from: 'shop/api',
    to: 'shop/db',
    source: stated(33),
    violations: [],
    more: 0,
    notes: [],
    ...fields,
  };
}

/** An answer about some intents. */
export function intentsResult(
  intents: readonly IntentOutcome[],
  fields: Partial<IntentsResult> = {},
): IntentsResult {
  const are = (verdict: IntentOutcome['verdict']) =>
    intents.filter((each) => each.verdict === verdict).length;
  return {
    schemaVersion: '1',
    profile: 'portable',
    intents,
    universe: [
      { namespace: 'monitoring', hostNetworkPods: 'possible' },
      { namespace: 'shop', hostNetworkPods: 'kept-out' },
    ],
    summary: {
      holds: are('holds'),
      broken: are('broken'),
      undecided: are('undecided'),
      acknowledged: 0,
      warnings: 0,
    },
    ...fields,
  };
}

const EGRESS_RULE: Source = {
  file: 'dist/shop.k8s.yaml',
  line: 88,
  column: 13,
  path: 'spec.egress[1].to[0]',
  construct: 'shop/worker',
  typescript: { file: 'policies.ts', line: 52, column: 5 },
};

const widening: GateExplanation = {
  ...openGate('egress', 'shop/worker'),
  isolatedBy: [{ id: 'shop/worker', selects: 'app=worker', source: EGRESS_RULE }],
  allowedBy: [
    {
      policy: 'shop/worker',
      path: 'egress[1].to[0]',
      source: EGRESS_RULE,
      predicates: [{ on: 'ipBlock', wants: '0.0.0.0/0', has: '169.254.169.254', holds: 'yes' }],
    },
  ],
};

const worker: WitnessEnd = { kind: 'workload', id: 'shop/worker' };
const metadata: WitnessEnd = {
  kind: 'ip',
  id: '169.254.169.254/32',
  cidrs: ['169.254.169.254/32'],
};

/** A worker reaches the metadata address by a rule that is too wide. */
export const leak: Violation = {
  from: worker,
  to: metadata,
  ports: everyPort,
  verdict: 'allowed',
  reasons: [],
  egress: widening,
  ingress: { ...openGate('ingress', '169.254.169.254/32'), exemption: 'not-a-pod' },
  culprits: [
    {
      direction: 'egress',
      kind: 'rule',
      policy: 'shop/worker',
      path: 'egress[1].to[0]',
      source: EGRESS_RULE,
    },
  ],
  help: 'add 169.254.169.254/32 to `except` of the block, or use BlockCloudMetadata',
};

export const newPod: WitnessEnd = {
  kind: 'possible-pod',
  id: 'a pod with app=web in namespace shop',
  namespace: 'shop',
  labels: { role: 'batch', app: 'web' },
};

/** A pod that nobody runs yet reaches the database, because no policy selects it. */
export const gap: Violation = {
  from: newPod,
  to: { kind: 'workload', id: 'shop/db' },
  ports: tcp(5432),
  verdict: 'allowed',
  reasons: [],
  egress: openGate('egress', newPod.id),
  ingress: openGate('ingress', 'shop/db'),
  culprits: [
    {
      direction: 'ingress',
      kind: 'not-selected',
      policy: 'shop/db-from-api',
      selects: 'app=dbb',
      source: { file: 'dist/shop.k8s.yaml', line: 41, column: 1 },
    },
  ],
  help: 'let the podSelector of shop/db-from-api select app=db',
};

/** A flow that must pass and does not. */
export const cut: Violation = {
  from: { kind: 'workload', id: 'shop/web' },
  to: { kind: 'workload', id: 'shop/db' },
  ports: tcp(5432),
  verdict: 'denied',
  reasons: [],
  egress: openGate('egress', 'shop/web'),
  ingress: closedGate,
  culprits: [
    {
      direction: 'ingress',
      kind: 'isolates',
      policy: 'shop/default-deny',
      selects: '<none>',
      source: { file: 'deny.yaml', line: 1, column: 1 },
    },
  ],
  help: 'add a peer to shop/db-from-api ingress[0]',
};

/** A flow that depends on the address of a pod. */
export const open: Violation = {
  ...cut,
  from: { kind: 'workload', id: 'monitoring/prometheus' },
  ports: tcp(9187),
  verdict: 'undecided',
  reasons: [
    {
      id: 'ip-block-matches-pods',
      question: 'Does an ipBlock match a pod whose address lies inside it?',
      outcomes: [
        { value: 'true', verdict: 'allowed' },
        { value: 'false', verdict: 'denied' },
      ],
    },
  ],
  ingress: {
    ...closedGate,
    verdict: 'undecided',
    missedBy: [],
    undecidedBy: [
      {
        policy: 'shop/db',
        path: 'ingress[1].from[0]',
        source: { file: 'db.yaml', line: 34, column: 14 },
        predicates: [
          {
            on: 'ipBlock',
            wants: '10.0.0.0/8',
            has: 'a pod whose address is not known',
            holds: 'unknown',
          },
          { on: 'port', wants: '9187/TCP', has: '', holds: 'yes' },
        ],
      },
    ],
  },
  culprits: [],
  help: 'tell where pods live: podCidrs in the profile',
};

/** An intent of each standing, and one that waits for the same fact as another. */
export const mixed: IntentsResult = intentsResult([
  outcome({ ports: '5432/TCP' }),
  outcome({
    name: 'nothing reaches metadata',
    kind: 'never-reaches',
    verdict: 'broken',
    from: 'any pod',
    to: 'the metadata address of the cloud',
    source: stated(36),
    violations: [leak, { ...leak, from: { kind: 'workload', id: 'shop/web' } }],
    more: 4,
  }),
  outcome({
    name: 'web reaches the database',
    kind: 'reaches',
    verdict: 'broken',
    severity: 'warning',
    from: 'shop/web',
    ports: '5432/TCP',
    source: { file: 'intents.yaml', line: 4, column: 5 },
    violations: [cut],
  }),
  outcome({
    name: 'prometheus scrapes the database',
    kind: 'reaches',
    verdict: 'undecided',
    from: 'monitoring/prometheus',
    ports: 'metrics',
    source: stated(38),
    violations: [open],
  }),
  outcome({
    name: 'nobody else scrapes it',
    kind: 'never-reaches',
    verdict: 'undecided',
    from: 'any pod',
    ports: '9187/TCP',
    source: stated(39),
    violations: [{ ...open, from: newPod }],
  }),
  outcome({
    name: 'the shop is closed',
    kind: 'closed',
    verdict: 'broken',
    from: 'anywhere',
    to: 'pods in namespace shop',
    source: stated(12),
    violations: [gap],
    acknowledged: { reason: 'the batch pods move out', until: '2027-01-31', state: 'counts' },
  }),
]);
