import { type ApiObject, Lazy } from 'cdk8s';
import { oneLine } from '../../kernel/text';

/** The annotation by which an object says itself why its kind need not be modelled. */
export const ACKNOWLEDGED = 'cdk8s-netpol/acknowledge.unmodelled-kind';

/**
 * Lets an object accept, when it is written, that its kind is not evaluated: `opens` says what it
 * opens, or nothing where it may also close, so that its author must accept it.
 */
export function acknowledgeItself(
  object: ApiObject,
  opens: () => readonly string[] | undefined,
): void {
  const produce = (): string | undefined => {
    const opened = opens();
    if (opened === undefined) return undefined;
    return oneLine(`not evaluated yet; it closes nothing, and opens ${opened.join('; ')}`);
  };
  object.metadata.addAnnotation(ACKNOWLEDGED, Lazy.any({ produce }));
}
