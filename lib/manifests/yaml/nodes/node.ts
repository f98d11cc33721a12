import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { isLetterBoolean, readScalar, type ScalarReading, type YamlScalar } from '../scalar';

/** Whether `value` is a node of a YAML document (an empty value may be none). */
export function isYamlNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

/** The offset of a node, or `fallback` where nothing was written. */
export function offsetOf(node: unknown, fallback: number): number {
  const range = isYamlNode(node) ? node.range : undefined;
  return range?.[0] ?? fallback;
}

function yamlScalar({ value, type, tag }: Scalar): YamlScalar {
  return {
    text: String(value ?? ''),
    style: type === undefined || type === 'PLAIN' ? 'plain' : 'quoted',
    tag,
  };
}

/** What a scalar node means to Kubernetes. */
export function scalarReading(scalar: Scalar): ScalarReading {
  return readScalar(yamlScalar(scalar));
}

/** Whether a node is a bare `y` or `n`, which kubectl would send as a boolean. */
export function isBareLetter(node: unknown): boolean {
  return isScalar(node) && isLetterBoolean(yamlScalar(node));
}

/** A mapping key as Kubernetes reads it (`yes` is `true`); undefined for null and for collections. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  const reading = scalarReading(key);
  if (reading.kind === 'problem' || reading.value === null) return undefined;
  return String(reading.value);
}

/** Whether a key is `<<`, the merge key. Quoted, it is an ordinary key. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN' && key.tag === undefined;
}
