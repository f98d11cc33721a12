/**
 * manifests/yaml: from a YAML text to what its documents say to Kubernetes.
 *
 * In: a text. Out: its documents, each knowing where its parts were written, or its manifests where it
 * holds many; and what is wrong.
 * Never: what the documents mean.
 */
export { parseLargeYaml } from './large';
export { parseYaml } from './text';
