import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Direction, PEER_FIELD, POLICY_TYPE } from '../../kernel/direction';
import type { IntentEndpoint, StatedFlow } from '../../kernel/intent';
import type { Json } from '../../kernel/json';
import type { CodeLine } from '../../kernel/source';
import { provenanceOf } from '../provenance';
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
  root: IConstruct,
  namespace: string,
  direction: Direction,
): readonly PlainRule[] {
  return root.node.findAll().flatMap((construct) => {
    if (!ApiObject.isApiObject(construct) || !isPlainPolicy(construct)) return [];
    return rulesOf(construct, namespace, direction);
  });
}

function isPlainPolicy({ kind, apiGroup }: ApiObject): boolean {
  return kind === 'NetworkPolicy' && apiGroup === 'networking.k8s.io';
}

function rulesOf(object: ApiObject, namespace: string, direction: Direction): readonly PlainRule[] {
  const json: Json = object.toJson();
  const spec = fieldIn(json, 'spec');
  if (fieldIn(fieldIn(json, 'metadata'), 'namespace') !== namespace) return [];
  if (!actsOn(spec, direction)) return [];
  const own: readonly IntentEndpoint[] = [
    {
      kind: 'pods',
      namespaces: { kind: 'named', name: namespace },
      pods: selectorIn(fieldIn(spec, 'podSelector')),
    },
  ];
  const provenance = provenanceOf(object);
  return listIn(spec, direction).map((rule, index) => {
    const typescript =
      provenance?.rules.find((each) => each.direction === direction && each.index === index)
        ?.typescript ?? provenance?.typescript;
    return {
      words: `NetworkPolicy ${namespace}/${object.name} ${direction}[${index}]`,
      flow: flowIn(rule, direction, own, namespace),
      ...(typescript !== undefined && { typescript }),
    };
  });
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
