import { labelKeyProblems, labelValueProblems } from '../kernel/field-rules';
import { checkProps, decline } from './composite-refusals';
import { show } from './dsl';
import { NAMESPACE_NAME_LABEL } from './dsl/namespaces';
import { type Objection, refuseAny } from './dsl/refuse';

/**
 * The labels in `createNamespace`, as far as plain JavaScript may have written them.
 *
 * @throws {InvalidInputError} for what is no object, a misspelt option, or labels that Kubernetes
 * refuses, does not get, or overwrites
 */
export function namespaceLabels(name: string, props: unknown): { readonly [key: string]: string } {
  checkProps('createNamespace', props, ['labels']);
  const labels: unknown = 'labels' in props ? props.labels : {};
  if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) {
    const message = `\`labels\` of namespace \`${name}\` is ${show(labels)}`;
    decline({ code: 'constructs/missing-part', message, help: "write { team: 'shop' }" });
  }
  const entries = Object.entries(labels);
  refuseAny(entries.flatMap(([key, value]) => objectionsTo(name, key, value)));
  const given: unknown = Reflect.get(labels, NAMESPACE_NAME_LABEL);
  if (given !== undefined && given !== name) {
    const message = `label \`${NAMESPACE_NAME_LABEL}\` of namespace \`${name}\` is \`${given}\``;
    decline({ code: 'constructs/reserved-label', message });
  }
  return Object.fromEntries(entries);
}

function objectionsTo(name: string, key: string, value: unknown): readonly Objection[] {
  const label = `label \`${key}\` of namespace \`${name}\``;
  const keys = labelKeyProblems(key).map((problem) => `${label}: ${problem}`);
  const values =
    typeof value === 'string'
      ? labelValueProblems(value).map((problem) => `${label} is ${show(value)}: ${problem}`)
      : [`${label} is ${show(value)}, not a text`];
  const help = 'write a legal label with a text as its value, or leave it out';
  return [...keys, ...values].map((message) => ({
    code: 'constructs/illegal-label',
    message,
    help,
  }));
}
