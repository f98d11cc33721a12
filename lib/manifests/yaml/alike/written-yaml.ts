import { isJsonObject, type Json, type JsonObject, type ObjectPath } from '../../../kernel';
import type { WrittenText } from '../../dump/written-item';
import type { Place } from '../../place';
import type { LocateIn } from '../list';

/** How an object of a text is looked at again, by where it begins and ends. */
export interface Looks {
  read(start: number, end: number): Json | undefined;
  locator(start: number, end: number): LocateIn;
}

/** A text of YAML of which single objects are looked at again, all of them written in one form. */
export class WrittenYaml implements WrittenText {
  readonly file: string;
  private readonly placeOf: (offset: number) => Place;
  private readonly looks: Looks;
  /** Who looks into an object looks again: these are kept until somebody looks into another one. */
  private lastRead: { readonly start: number; readonly value: JsonObject } | undefined;
  private lastLocated: { readonly start: number; readonly locate: LocateIn } | undefined;

  constructor(file: string, placeOf: (offset: number) => Place, looks: Looks) {
    this.file = file;
    this.placeOf = placeOf;
    this.looks = looks;
  }

  objectOf(start: number, end: number): JsonObject | undefined {
    if (this.lastRead?.start === start) return this.lastRead.value;
    const value = this.looks.read(start, end);
    if (value === undefined || !isJsonObject(value)) return undefined;
    this.lastRead = { start, value };
    return value;
  }

  placeIn(start: number, end: number, path: ObjectPath): Place {
    if (this.lastLocated?.start !== start) {
      this.lastLocated = { start, locate: this.looks.locator(start, end) };
    }
    return this.placeOf(this.lastLocated.locate(path));
  }
}
