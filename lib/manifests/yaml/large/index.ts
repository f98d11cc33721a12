/**
 * manifests/yaml/large: the manifests of a text that holds thousands of them.
 *
 * In: a text. Out: its manifests, as they are when each is read by itself, and what is wrong with them;
 * or nothing where only the whole text tells that. Never: a body of a pod that is like another one.
 */
export { parseLargeYaml } from './parse';
