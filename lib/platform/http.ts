import { frozen } from './frozen';

/** The methods of HTTP. Source: RFC 9110, section 9.3, and RFC 5789 for PATCH. */
export const HTTP_METHODS: readonly HttpMethod[] = frozen([
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'TRACE',
]);

/** A method of HTTP. */
export type HttpMethod =
  | 'CONNECT'
  | 'DELETE'
  | 'GET'
  | 'HEAD'
  | 'OPTIONS'
  | 'PATCH'
  | 'POST'
  | 'PUT'
  | 'TRACE';
