import { isJsonObject, type Json, type JsonObject, once } from '../../../kernel';
import type { Pod } from '../../../model';
import type { Examined } from '../check';
import { at, writtenAs } from '../written';

const TEMPLATES = [
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ['spec'],
] as const;

/** The spec of a pod as written, in its own manifest or in the template of its workload. */
export function writtenPodSpec(
  examined: Examined,
  { origin }: Pick<Pod, 'origin'>,
): JsonObject | undefined {
  const written = writtenAs(examined, origin);
  const specs = TEMPLATES.map((path) => at(written, path));
  return specs.flatMap((spec) => (isJsonObject(spec) && isPodSpec(spec) ? [spec] : []))[0];
}

function isPodSpec(spec: JsonObject): boolean {
  return Array.isArray(spec['containers']);
}

/** The annotations of the ServiceAccount of a pod; none where the input does not hold it. */
export function accountAnnotations(examined: Examined, pod: Pod): JsonObject {
  const spec = writtenPodSpec(examined, pod);
  const name = spec?.['serviceAccountName'] ?? 'default';
  return accounts(examined).get(`${pod.namespace}/${text(name)}`) ?? {};
}

const accounts = once(({ objects }: Examined): ReadonlyMap<string, JsonObject> => {
  const found = objects.filter(
    ({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'ServiceAccount',
  );
  return new Map(
    found.map(({ namespace = 'default', name, body }) => {
      const annotations = at(body, ['metadata', 'annotations']);
      return [`${namespace}/${name}`, isJsonObject(annotations) ? annotations : {}];
    }),
  );
});

function text(value: Json): string {
  return typeof value === 'string' ? value : '';
}
