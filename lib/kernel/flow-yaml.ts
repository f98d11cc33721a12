/** A key or a text that YAML 1.1 reads as itself, without quotes and inside brackets. */
const PLAIN = /^[A-Za-z][-A-Za-z0-9_./]*$/;
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Plain data as YAML on one line, ready to paste: `{podSelector: {matchLabels: {app: web}}}`. */
export function flowYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowYaml).join(', ')}]`;
  if (typeof value === 'string') return scalar(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${fields.map(([key, each]) => `${scalar(key)}: ${flowYaml(each)}`).join(', ')}}`;
}

/** A text such as `on` or `1` is no text for YAML unless it is quoted. */
function scalar(text: string): string {
  return PLAIN.test(text) && !WORD.test(text) ? text : JSON.stringify(text);
}
