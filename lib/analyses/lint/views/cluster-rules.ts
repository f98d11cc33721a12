import {
  DIRECTIONS,
  type Direction,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectPath,
  once,
  PEER_FIELD,
} from '../../../kernel';
import type { Examined, WrittenObject } from '../check';
import { at } from '../written';
import { listOf } from './cilium-rules';

/** A cluster-wide policy of policy.networking.k8s.io: of the kind that is now, or of those before. */
export interface ClusterPolicy {
  readonly object: WrittenObject;
  readonly kind: ClusterPolicyKind;
  readonly spec: JsonObject;
  readonly rules: readonly ClusterRule[];
}

/** One of its rules, in the order in which they count. */
export interface ClusterRule {
  readonly direction: Direction;
  readonly index: number;
  readonly path: ObjectPath;
  readonly rule: JsonObject;
  readonly action: Json;
  readonly peers: readonly Json[];
}

const KINDS = ['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'] as const;

export type ClusterPolicyKind = (typeof KINDS)[number];

/** Every cluster-wide policy of the input. */
export const clusterPolicies: (examined: Examined) => readonly ClusterPolicy[] = once(
  ({ objects }) =>
    objects.flatMap((object) => {
      const kind = KINDS.find((each) => each === object.kind);
      const spec = at(object.body, ['spec']);
      const isOurs = object.apiVersion.startsWith('policy.networking.k8s.io/');
      if (kind === undefined || !isOurs || !isJsonObject(spec)) return [];
      return [{ object, kind, spec, rules: rulesOf(spec) }];
    }),
);

function rulesOf(spec: JsonObject): readonly ClusterRule[] {
  return DIRECTIONS.flatMap((direction) =>
    listOf(spec[direction]).flatMap((rule, index): ClusterRule[] => {
      if (!isJsonObject(rule)) return [];
      const path = ['spec', direction, index];
      const { action = null } = rule;
      return [{ direction, index, path, rule, action, peers: listOf(rule[PEER_FIELD[direction]]) }];
    }),
  );
}

/** Whether a peer, or a subject, is every pod there is. */
export function isEveryPod(peer: Json | undefined): boolean {
  if (!isJsonObject(peer)) return false;
  const { namespaces, pods } = peer;
  if (namespaces !== undefined) return isEmpty(namespaces);
  const asked = ['namespaceSelector', 'podSelector'].map((field) => at(pods, [field]));
  return pods !== undefined && asked.every((selector) => isEmpty(selector));
}

function isEmpty(selector: Json | undefined): boolean {
  if (!isJsonObject(selector)) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const isBare = isJsonObject(matchLabels) && Object.keys(matchLabels).length === 0;
  return isBare && listOf(matchExpressions).length === 0;
}
