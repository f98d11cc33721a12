/**
 * manifests/yaml/alike: pods that are written like pods before them, read by what differs.
 *
 * In: parts of a text that hold one object each, and what was read of some of them. Out: pods that
 * know what they say themselves, or nothing where one is like no other. Never: a guess.
 */
export { AlikeYaml } from './alike-yaml';
export { bytesOf } from './bytes';
export { WrittenYaml } from './written-yaml';
