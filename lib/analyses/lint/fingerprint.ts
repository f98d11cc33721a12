import { canonicalJson, isJsonObject, type Json } from '../../kernel';

/**
 * Of a finding it holds no line and no position in a list: text above it, the name of its file and the
 * order of rules may change, and it stays the same.
 */
export { fingerprintOf } from '../../kernel/fingerprint';

/** What is written, the same for lists that hold the same: their order means nothing in a policy. */
export function inAnyOrder(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(inAnyOrder).sort().join()}]`;
  if (!isJsonObject(value)) return canonical(value);
  const fields = Object.keys(value).map((key) => `${canonical(key)}:${inAnyOrder(value[key])}`);
  return `{${fields.sort().join()}}`;
}

/** What is written, with its keys in order; empty where nothing is. */
export function canonical(value: Json | undefined): string {
  return value === undefined ? '' : canonicalJson(value);
}
