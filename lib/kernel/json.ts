import { byText } from './compare';

/** What JSON, and so every Kubernetes object, can hold. */
export type Json = null | boolean | number | string | JsonArray | JsonObject;
export type JsonArray = readonly Json[];
export type JsonObject = { readonly [key: string]: Json };

/** Whether `value` is a JSON object (not a list, not null). */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own field of an object; inherited names such as `constructor` and `__proto__` are not fields. */
export function ownField(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** JSON with its keys in order and nothing between its tokens: equal values, equal texts. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(inKeyOrder(value));
}

function inKeyOrder(value: Json): Json {
  if (isJsonObject(value)) {
    const entries = Object.entries(value).sort(byText(([key]) => key));
    return Object.fromEntries(entries.map(([key, inner]) => [key, inKeyOrder(inner)]));
  }
  return Array.isArray(value) ? value.map(inKeyOrder) : value;
}
