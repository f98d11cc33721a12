import type { Source } from '../../../kernel';
import type { ReportOptions } from './reported';

/** A line of a file as readers of reports know it. */
export interface ReportPlace {
  readonly file: string;
  /** @default - not known */
  readonly line?: number;
  readonly column?: number;
}

/** What input that lies in no file is called where a path is asked for. */
const NO_FILES: ReadonlyMap<string, string> = new Map([
  ['<stdin>', 'stdin'],
  ['(in memory)', 'in-memory'],
]);

/** Where something was written, the line of its author first; the line of YAML behind it. */
export function reportPlaces(
  { file, line, column, typescript }: Source,
  { pathOf = (path) => path }: Pick<ReportOptions, 'pathOf'>,
): readonly [ReportPlace, ...ReportPlace[]] {
  const named = (path: string) => NO_FILES.get(path) ?? pathOf(path).replaceAll('\\', '/');
  const yaml = { file: named(file), ...position(line, column) };
  if (typescript === undefined) return [yaml];
  const code = { file: named(typescript.file), ...position(typescript.line, typescript.column) };
  const isSame = code.file === yaml.file && (line === undefined || code.line === line);
  return isSame ? [code] : [code, yaml];
}

function position(line: number | undefined, column: number | undefined): Omit<ReportPlace, 'file'> {
  if (line === undefined || line < 1) return {};
  return { line, ...(column !== undefined && column > 0 && { column }) };
}

/** The path of a file as a reference that is relative (RFC 3986): no scheme, nothing that needs escaping. */
export function uriOf(file: string): string {
  const path = file.replace(/^\/+/, '').split('/').map(segment).join('/');
  return path === '' ? '.' : path;
}

/** Lone surrogates have no encoding. */
function segment(text: string): string {
  const sound = text.replace(/\p{Surrogate}/gu, '\ufffd');
  return encodeURIComponent(sound).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
