export { type AlikePod, alikePod } from './alike-pod';
export { type ByteDecoder, type ByteStore, MAX_TEXT, textIn, withoutFirst } from './byte-store';
export { parseDump } from './parse-dump';
