import { CHECKS } from '../../lib/analyses';
import type { Json, JsonObject } from '../../lib/kernel';
import { type Profile, portable, withOverrides } from '../../lib/platform';
import { linted } from './lint';

/** What is told of a workload; the rest is as usual. */
export interface Told {
  readonly namespace?: string;
  readonly kind?: string;
  readonly labels?: JsonObject;
  /** `8080`, `{ name: 'dns', containerPort: 53, protocol: 'UDP' }`. */
  readonly ports?: readonly (number | JsonObject)[];
  /** Fields of the pod beside its containers. */
  readonly pod?: JsonObject;
  /** Fields of the workload beside its template. */
  readonly spec?: JsonObject;
}

/** A workload whose pods carry `app: <name>`. */
export function workload(name: string, told: Told = {}): JsonObject {
  const { namespace = 'shop', kind = 'Deployment', labels = { app: name } } = told;
  const ports = (told.ports ?? []).map((port) =>
    typeof port === 'number' ? { containerPort: port } : port,
  );
  const containers = [{ name: 'main', image: 'main:1', ports }];
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers, ...told.pod } },
      ...told.spec,
    },
  };
}

/** A Service in front of the pods with `app: <name>`. */
export function service(name: string, ports: readonly JsonObject[], spec: JsonObject = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app: name }, ports, ...spec },
  };
}

/** A NetworkPolicy, `shop/web` or another name. */
export function policy(name: string, spec: JsonObject): JsonObject {
  const [namespace = '', own = ''] = name.split('/');
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: own, namespace },
    spec,
  };
}

/** A selector of the pods with `app: <name>`, as a peer or as a subject. */
export function app(name: string): { readonly podSelector: JsonObject } {
  return { podSelector: { matchLabels: { app: name } } };
}

/** A policy that lets these peers in at these ports, if any are given, to the pods with `app: <name>`. */
export function inTo(name: string, from: readonly Json[], ports?: readonly Json[]): JsonObject {
  const rule = { ...(from.length > 0 && { from }), ...(ports && { ports }) };
  return policy(`shop/${name}`, { ...app(name), policyTypes: ['Ingress'], ingress: [rule] });
}

/** A policy that lets the pods with `app: <name>` out to these peers at these ports. */
export function outOf(name: string, to: readonly Json[], ports?: readonly Json[]): JsonObject {
  const rule = { ...(to.length > 0 && { to }), ...(ports && { ports }) };
  return policy(`shop/${name}`, { ...app(name), policyTypes: ['Egress'], egress: [rule] });
}

/** The portable profile with some facts. */
export function knowing(facts: Partial<Profile>): Profile {
  return withOverrides(portable, facts);
}

/** `error: message`, for each finding of one check about these objects. */
export function reported(
  id: string,
  objects: readonly JsonObject[],
  profile: Profile = portable,
): readonly string[] {
  const checks = CHECKS.filter((check) => check.id === id);
  if (checks.length === 0) throw new Error(`there is no check ${id}`);
  const yaml = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  const { findings } = linted(yaml, { checks, profile });
  return findings.map(({ severity, message }) => `${severity}: ${message}`);
}
