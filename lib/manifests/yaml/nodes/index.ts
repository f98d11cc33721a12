/**
 * manifests/yaml/nodes: the careful way, through the nodes of `yaml`, which know where they stand.
 *
 * In: a text, or a chunk that holds one document of it. Out: what it says and what is wrong with it,
 * or the offset of what a path leads to. This is what YAML means to us: the fast way has to agree.
 */
export { chunkNodes, locateInChunk, readNodes, readNodesAlone } from './chunk';
export { parseWholeYaml } from './whole';
