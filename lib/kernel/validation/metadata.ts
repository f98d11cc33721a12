import { dnsLabelProblems, labelKeyProblems, subdomainProblems } from '../field-rules';
import type { ObjectPath } from '../object-path';
import { validateLabels } from './labels';
import { invalid, type PolicyError, required } from './policy-error';
import type { UncheckedMetadata } from './unchecked';

const ANNOTATIONS_MAX_BYTES = 256 * 1024;

/**
 * Bytes of `text` in UTF-8. Counted by hand: the kernel knows neither Node's Buffer nor the DOM's
 * TextEncoder.
 */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function validateName(path: ObjectPath, name: string | undefined): PolicyError[] {
  if (name === undefined || name === '')
    return [required(path, 'name or generateName is required')];
  return invalid(path, name, subdomainProblems(name));
}

function validateAnnotations(
  path: ObjectPath,
  annotations: { readonly [key: string]: string },
): PolicyError[] {
  const entries = Object.entries(annotations);
  // The API server lower-cases annotation keys before it checks them, so case never matters.
  const errors = entries.flatMap(([key]): PolicyError[] =>
    invalid(path, key, labelKeyProblems(key.toLowerCase())).map((error) => ({
      ...error,
      at: [...path, key],
    })),
  );
  const size = entries.reduce((sum, [key, value]) => sum + utf8Length(key) + utf8Length(value), 0);
  if (size > ANNOTATIONS_MAX_BYTES) {
    const detail = `may not be more than ${ANNOTATIONS_MAX_BYTES} bytes`;
    errors.push({ path, type: 'Too long', detail, at: path });
  }
  return errors;
}

/** What the API server says of `ObjectMeta` (apimachinery `pkg/api/validation/objectmeta.go`). */
export function validateMetadata(path: ObjectPath, metadata: UncheckedMetadata): PolicyError[] {
  const { name, namespace, labels = {}, annotations = {} } = metadata;
  return [
    ...validateName([...path, 'name'], name),
    ...(namespace === undefined || namespace === ''
      ? []
      : invalid([...path, 'namespace'], namespace, dnsLabelProblems(namespace))),
    ...validateLabels([...path, 'labels'], labels),
    ...validateAnnotations([...path, 'annotations'], annotations),
  ];
}
