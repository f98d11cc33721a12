import { labelKeyProblems, labelValueProblems } from '../kernel/field-rules';
import { orElse } from '../kernel/suggest';
import { checkProps, decline } from './composite-refusals';
import { show } from './dsl';
import { NAMESPACE_NAME_LABEL } from './dsl/namespaces';
import { type Objection, refuse, refuseAny } from './dsl/refuse';

/** A level of the Pod Security Standards that refuses anything. */
export type PodSecurityLevel = 'baseline' | 'restricted';

/** The Namespace object, for an app that owns it. */
export interface NamespaceObjectProps {
  /** Labels beside the Pod Security ones, which they replace where they name them. @default - none */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Refuses pods that Pod Security forbids at that level. Either one keeps pods on the host network
   * out, which no policy governs, and stops forbidden pods at their next restart.
   *
   * @default - nothing is refused: violations of `baseline` are warned about and audited
   */
  readonly enforce?: PodSecurityLevel;
}

const LEVELS: readonly PodSecurityLevel[] = ['baseline', 'restricted'];

/** Source: https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
const POD_SECURITY = 'pod-security.kubernetes.io';

/**
 * The labels of a Namespace object, as far as plain JavaScript may have written them.
 *
 * @throws {InvalidInputError} for what is no object, a misspelt option, or labels that Kubernetes
 * refuses, does not get, or overwrites
 */
export function namespaceLabels(name: string, props: unknown): { readonly [key: string]: string } {
  checkProps('createNamespace', props, ['labels', 'enforce']);
  const level = checkedLevel(name, 'enforce' in props ? props.enforce : undefined);
  const labels = ownLabels(name, 'labels' in props ? props.labels : {});
  const enforced = labels[`${POD_SECURITY}/enforce`];
  if (level !== undefined && enforced !== undefined && enforced !== level) {
    const message = `namespace \`${name}\` has both \`enforce: '${level}'\` and the label \`${POD_SECURITY}/enforce: ${enforced}\``;
    decline({ code: 'constructs/contradicting-options', message });
  }
  return { ...podSecurityLabels(level), ...labels };
}

function podSecurityLabels(level: PodSecurityLevel | undefined): {
  readonly [key: string]: string;
} {
  const told = level ?? 'baseline';
  return {
    [`${POD_SECURITY}/warn`]: told,
    [`${POD_SECURITY}/audit`]: told,
    ...(level !== undefined && { [`${POD_SECURITY}/enforce`]: level }),
  };
}

function checkedLevel(name: string, given: unknown): PodSecurityLevel | undefined {
  const level = LEVELS.find((each) => each === given);
  if (level !== undefined || given === undefined) return level;
  const near = typeof given === 'string' ? orElse(given, LEVELS) : '';
  const message = `\`enforce\` of namespace \`${name}\` is ${show(given)}${near}`;
  return refuse({
    code: 'constructs/unknown-option',
    message,
    help: "write 'baseline' or 'restricted'; `privileged` forbids nothing, so leave it out",
  });
}

function ownLabels(name: string, labels: unknown): { readonly [key: string]: string } {
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
