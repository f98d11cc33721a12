import { parseCidr } from '../../kernel/cidr';
import type { IntentEndpoint, NamespaceScope } from '../../kernel/intent';
import { isJsonObject, type Json, ownField } from '../../kernel/json';
import type { PortSpec } from '../../kernel/network-policy';
import { DEFAULT_PROTOCOL, isProtocol } from '../../kernel/protocol';
import type { Requirement, Selector } from '../../kernel/selector';
import { SELECTOR_OPERATORS } from '../../kernel/selector-operator';
import { NAMESPACE_NAME_LABEL } from '../dsl/namespaces';

/** What an emitted policy says about ends. What cannot be read asks nothing, and so means more. */

/** A field of an emitted object; none where it holds null, as the API server has it. */
export function fieldIn(json: Json | undefined, name: string): Json | undefined {
  return (isJsonObject(json) ? ownField(json, name) : undefined) ?? undefined;
}

/** A field that holds a list. */
export function listIn(json: Json | undefined, name: string): readonly Json[] {
  const found = fieldIn(json, name);
  return Array.isArray(found) ? found : [];
}

function textsIn(json: Json | undefined, name: string): readonly string[] {
  return listIn(json, name).filter((each) => typeof each === 'string');
}

/** A label selector. */
export function selectorIn(json: Json | undefined): Selector {
  const labels = fieldIn(json, 'matchLabels');
  const equal = Object.entries(isJsonObject(labels) ? labels : {}).flatMap(
    ([key, value]): Requirement[] =>
      typeof value === 'string' ? [{ key, operator: 'In', values: [value] }] : [],
  );
  return { requirements: [...equal, ...listIn(json, 'matchExpressions').flatMap(requirementIn)] };
}

function requirementIn(json: Json): readonly Requirement[] {
  const key = fieldIn(json, 'key');
  const operator = SELECTOR_OPERATORS.find((each) => each === fieldIn(json, 'operator'));
  if (typeof key !== 'string' || operator === undefined) return [];
  return [{ key, operator, values: textsIn(json, 'values') }];
}

/** The end that one peer of a policy in `home` means. */
export function peerIn(json: Json, home: string): IntentEndpoint {
  const block = fieldIn(json, 'ipBlock');
  if (block !== undefined) return blockIn(block);
  const elsewhere = fieldIn(json, 'namespaceSelector');
  const namespaces: NamespaceScope =
    elsewhere === undefined ? { kind: 'named', name: home } : scopeIn(selectorIn(elsewhere));
  return { kind: 'pods', namespaces, pods: selectorIn(fieldIn(json, 'podSelector')) };
}

function scopeIn(selector: Selector): NamespaceScope {
  const [name, ...others] =
    selector.requirements.find(
      ({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In',
    )?.values ?? [];
  if (name !== undefined && others.length === 0) return { kind: 'named', name };
  return { kind: 'selected', selector };
}

function blockIn(json: Json): IntentEndpoint {
  const cidr = fieldIn(json, 'cidr');
  if (typeof cidr !== 'string' || !isCidr(cidr)) return { kind: 'anywhere' };
  return { kind: 'addresses', cidrs: [cidr], except: textsIn(json, 'except').filter(isCidr) };
}

function isCidr(text: string): boolean {
  return parseCidr(text) !== undefined;
}

/** One entry of `ports`. */
export function portIn(json: Json): PortSpec {
  const [protocol, port, endPort] = ['protocol', 'port', 'endPort'].map((name) =>
    fieldIn(json, name),
  );
  return {
    protocol: typeof protocol === 'string' && isProtocol(protocol) ? protocol : DEFAULT_PROTOCOL,
    ...((typeof port === 'number' || typeof port === 'string') && { port }),
    ...(typeof endPort === 'number' && { endPort }),
  };
}
