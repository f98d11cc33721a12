/** A place inside a Kubernetes object: field names and list positions, from the root. */
export type ObjectPath = readonly (string | number)[];

const PLAIN_FIELD = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** `spec.ingress[0].from[1]`, as the API server and kubectl write it; other keys as `labels["a/b"]`. */
export function formatPath(path: ObjectPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!PLAIN_FIELD.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
