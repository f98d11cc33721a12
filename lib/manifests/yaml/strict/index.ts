/**
 * manifests/yaml/strict: documents in the form that `kubectl get -o yaml`, helm and cdk8s write,
 * read line by line.
 *
 * In: a part of a text that holds one document. Out: what it says, or nothing where it is not
 * certainly of that form. Never: a guess.
 */
export { readStrictItem, readStrictYaml, skipOther, toRoot } from './block';
export { codeAt, isDash, LINE_FEED, NO_LINE, toNextLine, type Walk, walkOf } from './lines';
export { Scalars } from './scalars';
export { beginsPlain, readToken } from './token';
