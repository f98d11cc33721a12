/** The type of one field of a Kubernetes object, as far as decoding needs it. */
export type Shape =
  | { readonly kind: 'string'; readonly goType: string }
  | { readonly kind: 'int32' }
  | { readonly kind: 'int-or-string' }
  | { readonly kind: 'string-map' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'struct'; readonly struct: Struct }
  /** Not looked into: what only a live object carries, and no policy depends on. */
  | { readonly kind: 'any' };

/** A Go struct: its name, as the API server's messages give it, and its fields. */
export interface Struct {
  readonly name: string;
  readonly fields: { readonly [field: string]: Shape };
}

/** The Go type of a shape, as the API server's messages give it. */
export function goType(shape: Shape): string {
  switch (shape.kind) {
    case 'string':
      return shape.goType;
    case 'int32':
    case 'int-or-string':
      return 'int32';
    case 'string-map':
      return 'map[string]string';
    case 'list':
      return `[]${goType(shape.of)}`;
    case 'struct':
      return `v1.${shape.struct.name}`;
    case 'any':
      return 'interface {}';
  }
}
