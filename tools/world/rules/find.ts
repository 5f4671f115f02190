import type { Question, Refusal, WorldView } from "../rule";
import type { WorldObject } from "../world";
import { named, referenceOf } from "./references";

/** The things that an object names by an argument of the table of references, in reach of it. */
export const namedBy = (object: WorldObject, path: string, view: WorldView): readonly WorldObject[] =>
  named(referenceOf(object.type, path), object, view);

/** The first thing that an object names by an argument. */
export const firstNamed = (object: WorldObject, path: string, view: WorldView): WorldObject | undefined => namedBy(object, path, view)[0];

/** What is left of some objects without the one that is asked about and what it was before. */
export const othersOf = (objects: readonly WorldObject[], { object, before }: Question): readonly WorldObject[] =>
  objects.filter((other) => other !== object && other !== before);

/** A refusal if there is one. */
export const refuseIf = (isWrong: boolean, refusal: () => Refusal): readonly Refusal[] => (isWrong ? [refusal()] : []);
