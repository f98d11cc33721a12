import type { Diagnostic, Source } from '../kernel';

/** The code of a refusal. */
export type AppCode =
  | 'cdk8s/duplicate-object'
  | 'cdk8s/no-namespace'
  | 'cdk8s/misplaced-object'
  | 'cdk8s/invalid-policy'
  | 'cdk8s/no-dns'
  | 'cdk8s/file-collision'
  | 'cdk8s/bad-acknowledgement'
  | 'cdk8s/bad-inventory'
  | 'cdk8s/bad-target'
  | 'cdk8s/empty-target'
  | 'cdk8s/invalid-construct'
  | 'cdk8s/left-behind'
  | 'cdk8s/no-targets'
  | 'cdk8s/outside-targets'
  | 'cdk8s/no-reason'
  | 'cdk8s/unknown-option';

/** Everything this room refuses, by its stable code. `help` begins with a verb. */
export const APP_CODES: Readonly<Record<AppCode, { readonly why: string; readonly help: string }>> =
  {
    'cdk8s/duplicate-object': {
      why: 'two objects of one kind, namespace and name are one object: the last one applied replaces the other',
      help: 'give one of them another name',
    },
    'cdk8s/no-namespace': {
      why: 'without a namespace a policy lands wherever kubectl happens to point',
      help: 'set metadata.namespace, or the namespace of the chart',
    },
    'cdk8s/misplaced-object': {
      why: 'cdk8s takes the namespace of an object from its metadata or its chart, never from the construct around it: no policy of that namespace would protect it',
      help: 'give it `metadata.namespace`, or its chart the namespace',
    },
    'cdk8s/invalid-policy': {
      why: 'the API server refuses the policy, and nothing is protected',
      help: 'correct the field as the message says',
    },
    'cdk8s/unknown-option': {
      why: 'an option that is misspelt has no effect, and nobody notices',
      help: 'correct the name of the option',
    },
    'cdk8s/no-reason': {
      why: 'this app requires a justification of everything that its constructs open',
      help: "add .because('why', { owner, until }) to the rule, or because(construct, 'why') around what writes it",
    },
    'cdk8s/no-dns': {
      why: 'pods that cannot resolve names reach almost nothing, whatever else is allowed',
      help: "add new AllowDns(namespace, 'dns'), with `for` if only some pods need names, or give `dns: 'none'` if none does",
    },
    'cdk8s/file-collision': {
      why: 'cdk8s names the file of a resource by kind and name only: the second overwrites the first',
      help: 'use YamlOutputType.FILE_PER_CHART or FILE_PER_APP, or give the objects different names',
    },
    'cdk8s/bad-acknowledgement': {
      why: 'what is acknowledged without a reason cannot be reviewed, and what is misspelt acknowledges nothing',
      help: "write acknowledge({ id: 'unmodelled-kind', reason: 'why it is right', until: '2027-01-31' })",
    },
    'cdk8s/bad-inventory': {
      why: 'pods that are not declared would not count as known',
      help: "give what inventory({ 'namespace/name': { ... } }) returned",
    },
    'cdk8s/bad-target': {
      why: 'the name of a target is the name of its folder, and what is decided by it',
      help: 'write targets: { dev: {}, prod: { profile: eks() } }',
    },
    'cdk8s/empty-target': {
      why: 'a target without a chart writes nothing, and nothing protects it',
      help: "create its charts in app.define((target) => { new Chart(target, 'shop') })",
    },
    'cdk8s/invalid-construct': {
      why: 'a construct of another library objects to what it would emit',
      help: 'correct it as the message says',
    },
    'cdk8s/left-behind': {
      why: 'what an earlier synth left there is in no target, so nothing proves it, and whoever applies the output directory applies it as well',
      help: 'take it out of the output directory, or declare its target again',
    },
    'cdk8s/no-targets': {
      why: 'an app is either synthesized once, or once for each of its targets',
      help: 'give `targets` to PolicyApp, or use the app itself as the scope of its charts',
    },
    'cdk8s/outside-targets': {
      why: 'an app with targets writes what its targets hold, and nothing else',
      help: 'use `target` as the scope, inside app.define((target) => { ... })',
    },
  };

/** A refusal of an app. */
export function refusal(
  code: AppCode,
  message: string,
  source: Source,
  help: string = APP_CODES[code].help,
): Diagnostic {
  return { code, severity: 'error', message, source, why: APP_CODES[code].why, help };
}
