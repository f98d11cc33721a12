/*
 * The words in which checks write their examples: what a page shows to the letter, and each text
 * ends its last line. A check whose point is the head of a policy writes that policy out.
 */

/** Several objects in one text. */
export function together(...objects: readonly string[]): string {
  return objects.join('---\n');
}

/** A policy for the pods of an app of its name, which lets in what the rules behind it list. */
export function ingress(name: string, subject = app(name)): WithRules {
  return (rules) => `${policy(name, subject, '[Ingress]')}  ingress:${rules.join('')}`;
}

/** A policy for the pods of an app of its name, which lets out what the rules behind it list. */
export function egress(name: string, subject = app(name)): WithRules {
  return (rules) => `${policy(name, subject, '[Egress]')}  egress:${rules.join('')}`;
}

/** Takes the rules as a template, so that they stand in a check as they do on its page. */
type WithRules = (rules: TemplateStringsArray) => string;

/** A policy that isolates every pod of a namespace, and lets nothing through. */
export function deny(name: string, types: string, namespace?: string): string {
  return policy(name, EVERYTHING, types, namespace);
}

/** The subject of a policy that selects every pod. */
export const EVERYTHING = '{}';

/** The selector of the pods of an app. */
export function app(name: string): string {
  return `{ matchLabels: { app: ${name} } }`;
}

function policy(name: string, subject: string, types: string, namespace = 'shop'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  podSelector: ${subject}
  policyTypes: ${types}
`;
}

/** A Deployment of an app that listens on `ports`, the entries of that list. */
export function deployment(name: string, ports?: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: ${app(name)}
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers: [${container(name, `${name}:1`, ports)}]
`;
}

interface PodOptions {
  readonly namespace?: string;
  readonly image?: string;
  /** The entries of that list. */
  readonly ports?: string;
}

/** A bare pod of an app. */
export function pod(name: string, options: PodOptions = {}): string {
  const { namespace = 'shop', image = `${name}:1`, ports } = options;
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }
spec: { containers: [${container('main', image, ports)}] }
`;
}

function container(name: string, image: string, ports: string | undefined): string {
  return `{ name: ${name}, image: '${image}'${ports === undefined ? '' : `, ports: [${ports}]`} }`;
}
