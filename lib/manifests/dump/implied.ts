import { isJsonObject, type Json, ownField } from '../../kernel';
import { parsedJson } from '../json-value';

/** What an object need not say of itself. */
export interface Implied {
  readonly apiVersion?: Json | undefined;
  readonly kind?: Json | undefined;
}

/** What the items of a list need not say, as far as the list says it in front of them. */
export function impliedBy(head: string): Implied {
  const { apiVersion, kind } = typeOf(parsedJson(`${head}]}`)?.value ?? null);
  if (typeof kind !== 'string' || !kind.endsWith('List') || kind === 'List') return {};
  return { apiVersion, kind: kind.slice(0, -'List'.length) };
}

/** Whether an item of a list is a pod. */
export function isPod(value: Json, implied: Implied): boolean {
  const { apiVersion = implied.apiVersion, kind = implied.kind } = typeOf(value);
  return apiVersion === 'v1' && kind === 'Pod';
}

/** What a value says itself that it is. */
export function typeOf(value: Json): Implied {
  if (!isJsonObject(value)) return {};
  return { apiVersion: ownField(value, 'apiVersion'), kind: ownField(value, 'kind') };
}
