import { ApiObject } from 'cdk8s';
import { DIRECTIONS, type Direction, PEER_FIELD, POLICY_TYPE } from '../../kernel/direction';
import { groupBy } from '../../kernel/group-by';
import type { IntentEndpoint, StatedFlow } from '../../kernel/intent';
import type { Json } from '../../kernel/json';
import { once } from '../../kernel/once';
import type { CodeLine } from '../../kernel/source';
import type { Look } from '../objections';
import { type Provenance, provenanceOf } from '../provenance';
import { fieldIn, listIn, peerIn, portIn, selectorIn } from './plain-ends';

/** A rule of a NetworkPolicy that the app emits, whoever made it. */
export interface PlainRule {
  /** `NetworkPolicy shop/api ingress[0]`. */
  readonly words: string;
  /** What it lets through at its own end, whatever the other end does. */
  readonly flow: StatedFlow;
  /** @default - not known */
  readonly typescript?: CodeLine;
}

/** The rules of one direction that NetworkPolicies of the app have in a namespace. */
export function plainRulesIn(
  look: Look,
  namespace: string,
  direction: Direction,
): readonly PlainRule[] {
  return rulesByPlace(look).get(`${direction} ${namespace}`) ?? [];
}

/** The rules of each direction and namespace, in the order of the tree. */
const rulesByPlace = once(({ root }: Look): ReadonlyMap<string, readonly PlainRule[]> => {
  const placed = root.node.findAll().flatMap((construct) => {
    if (!ApiObject.isApiObject(construct) || !HOLDS_POLICIES.includes(construct.kind)) return [];
    return policiesIn(construct.toJson()).flatMap((policy) => {
      const namespace = fieldIn(fieldIn(policy, 'metadata'), 'namespace');
      if (typeof namespace !== 'string') return [];
      return DIRECTIONS.flatMap((direction) =>
        rulesOf(policy, provenanceOf(construct), namespace, direction).map((rule) => ({
          place: `${direction} ${namespace}`,
          rule,
        })),
      );
    });
  });
  const byPlace = groupBy(placed, ({ place }) => place);
  return new Map([...byPlace].map(([place, found]) => [place, found.map(({ rule }) => rule)]));
});

/** Kinds that are a policy, or may hold some. */
const HOLDS_POLICIES: readonly string[] = ['NetworkPolicy', 'NetworkPolicyList', 'List'];

/** The policies of an emitted object, lists unpacked: items of a typed list need not say their kind. */
function policiesIn(json: Json): readonly Json[] {
  const [kind, version] = [fieldIn(json, 'kind'), fieldIn(json, 'apiVersion')];
  const isOurs = typeof version === 'string' && version.startsWith('networking.k8s.io/');
  if (kind === 'List') return listIn(json, 'items').flatMap(policiesIn);
  if (!isOurs) return [];
  if (kind === 'NetworkPolicyList') return listIn(json, 'items');
  return kind === 'NetworkPolicy' ? [json] : [];
}

function rulesOf(
  policy: Json,
  provenance: Provenance | undefined,
  namespace: string,
  direction: Direction,
): readonly PlainRule[] {
  const spec = fieldIn(policy, 'spec');
  if (!actsOn(spec, direction)) return [];
  const own: readonly IntentEndpoint[] = [
    {
      kind: 'pods',
      namespaces: { kind: 'named', name: namespace },
      pods: selectorIn(fieldIn(spec, 'podSelector')),
    },
  ];
  const name = fieldIn(fieldIn(policy, 'metadata'), 'name');
  return listIn(spec, direction).map((rule, index) => {
    const typescript = lineOf(provenance, direction, index);
    return {
      words: `NetworkPolicy ${namespace}/${name} ${direction}[${index}]`,
      flow: flowIn(rule, direction, own, namespace),
      ...(typescript !== undefined && { typescript }),
    };
  });
}

/** The line of a rule, else that of its policy. */
function lineOf(
  provenance: Provenance | undefined,
  direction: Direction,
  index: number,
): CodeLine | undefined {
  const rule = provenance?.rules.find(
    (each) => each.direction === direction && each.index === index,
  );
  return rule?.typescript ?? provenance?.typescript;
}

/** Rules of a direction that `policyTypes` leaves out do nothing. */
function actsOn(spec: Json | undefined, direction: Direction): boolean {
  const types = listIn(spec, 'policyTypes');
  return types.length === 0 || types.includes(POLICY_TYPE[direction]);
}

function flowIn(
  rule: Json,
  direction: Direction,
  own: readonly IntentEndpoint[],
  namespace: string,
): StatedFlow {
  const peers = listIn(rule, PEER_FIELD[direction]).map((peer) => peerIn(peer, namespace));
  const others: readonly IntentEndpoint[] = peers.length === 0 ? [{ kind: 'anywhere' }] : peers;
  const ports = listIn(rule, 'ports').map(portIn);
  const ends = { ingress: { from: others, to: own }, egress: { from: own, to: others } };
  return { ...ends[direction], ...(ports.length > 0 && { ports }) };
}
