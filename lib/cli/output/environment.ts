/** Whether a variable of the environment says anything. */
export function isSet(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}
