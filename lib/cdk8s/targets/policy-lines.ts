import {
  DIRECTIONS,
  type Direction,
  flowYaml,
  formatSelector,
  isJsonObject,
  type LabelSelectorSpec,
  ownField,
  PEER_FIELD,
  type PeerSpec,
  POLICY_TYPE,
  type PortSpec,
  parseSelector,
  portWords,
} from '../../kernel';
import { type DecodedPolicy, decodeNetworkPolicy } from '../../manifests';
import { type EmittedObject, isPolicy } from '../emitted';

/** One thing that a policy says, so small that two policies have it or have it not. */
export interface PolicyLine {
  /** What it is about: `egress to pods app=db`, `isolates ingress`. */
  readonly about: string;
  /** The port that it opens. @default - it is about none */
  readonly port?: string;
}

/** Whether an object is a policy of any kind, also of one that is not evaluated. */
export function isAnyPolicy(each: EmittedObject): boolean {
  return isPolicy(each) || each.kind.endsWith('NetworkPolicy');
}

/** Everything that a policy says. */
export function linesOfPolicy(each: EmittedObject): readonly PolicyLine[] {
  return isPolicy(each) ? linesOfNetworkPolicy(each) : linesOfOther(each);
}

/** What stands in its spec, as YAML: field by field, and rule by rule where a field is a list. */
function linesOfOther({ body, kind }: EmittedObject): readonly PolicyLine[] {
  const spec = ownField(body, 'spec') ?? ownField(body, 'specs') ?? {};
  const fields = isJsonObject(spec) ? Object.entries(spec) : [['specs', spec] as const];
  const lines = fields.flatMap(([field, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => `${field}: ${flowYaml(each)}`),
  );
  // First that it is one at all: a spec may be empty.
  return [`is a ${kind}`, ...lines].map((about) => ({ about }));
}

/** Rules are taken apart: they are alternatives, and so are their peers and ports. */
function linesOfNetworkPolicy({ manifest }: EmittedObject): readonly PolicyLine[] {
  const { policy } = decodeNetworkPolicy(manifest);
  if (policy === undefined) return [{ about: 'is no policy that the API server accepts' }];
  const { podSelector, policyTypes } = policy.spec;
  return [
    { about: `selects ${selectorWords(podSelector, 'pods', 'every pod')}` },
    ...DIRECTIONS.filter((direction) => policyTypes.includes(POLICY_TYPE[direction])).flatMap(
      (direction) => [{ about: `isolates ${direction}` }, ...linesOfRules(policy, direction)],
    ),
  ];
}

function linesOfRules({ spec }: DecodedPolicy, direction: Direction): readonly PolicyLine[] {
  const field = PEER_FIELD[direction];
  const rules: readonly RuleOfEither[] = spec[direction] ?? [];
  return rules.flatMap((rule) => {
    const peers = rule[field] ?? [];
    const ports = rule.ports ?? [];
    const whom = peers.length === 0 ? [EVERYONE[direction]] : peers.map(peerWords);
    const on = ports.length === 0 ? ['every port'] : ports.map((port: PortSpec) => portWords(port));
    return whom.flatMap((peer) =>
      on.map((port) => ({ about: `${direction} ${field} ${peer}`, port })),
    );
  });
}

interface RuleOfEither {
  readonly from?: readonly PeerSpec[];
  readonly to?: readonly PeerSpec[];
  readonly ports?: readonly PortSpec[];
}

const EVERYONE: Readonly<Record<Direction, string>> = { ingress: 'everyone', egress: 'anywhere' };

function peerWords({ podSelector, namespaceSelector, ipBlock }: PeerSpec): string {
  if (ipBlock !== undefined) {
    const { cidr, except = [] } = ipBlock;
    return except.length === 0 ? cidr : `${cidr} except ${except.join(', ')}`;
  }
  const who = selectorWords(podSelector ?? {}, 'pods', 'every pod');
  return namespaceSelector === undefined ? who : `${who} in ${namespaceWords(namespaceSelector)}`;
}

/** The label that Kubernetes itself puts on every namespace. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

function namespaceWords(spec: LabelSelectorSpec): string {
  const { matchLabels = {}, matchExpressions = [] } = spec;
  const name = matchLabels[NAME_LABEL];
  const isOne = Object.keys(matchLabels).length === 1 && matchExpressions.length === 0;
  if (name !== undefined && isOne) return `namespace ${name}`;
  return selectorWords(spec, 'namespaces', 'every namespace');
}

function selectorWords(spec: LabelSelectorSpec, noun: string, everything: string): string {
  const selector = parseSelector(spec);
  return selector.requirements.length === 0 ? everything : `${noun} ${formatSelector(selector)}`;
}
