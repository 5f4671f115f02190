import { placeOf, placeText, sharesPlace, type Place } from "../place";
import type { Question, Refusal, WorldRule, WorldView } from "../rule";
import { askedTexts, textsAt } from "../values";
import type { WorldObject } from "../world";
import { awsReferences } from "./references-aws";
import { cloudReferences } from "./references-clouds";
import type { Reference, Thing } from "./things";

/** Every argument that names something else, by the type that has the argument. */
export const references: readonly Reference[] = [...awsReferences, ...cloudReferences];

const grouped = <T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  return groups;
};

const makersOf = ({ thing }: Reference): readonly string[] => [...new Set(thing.made.map(([type]) => type))];
const byUser = grouped(references, ({ type }) => [type]);
const byMaker = grouped(references, makersOf);

/** The row of the table for an argument. */
export const referenceOf = (type: string, path: string): Reference => {
  const found = byUser.get(type)?.find((reference) => reference.path === path);
  if (found === undefined) throw new Error(`the table of references has no row for ${type}.${path}`);
  return found;
};

/** All that stands under a name, wherever it lies. */
const standingAs = ({ made, alsoIn = [], alsoMade, form }: Thing, value: string, view: WorldView): readonly WorldObject[] => [
  ...[...made, ...alsoIn].flatMap(([type, path]) => view.by(type, path, value, form)),
  ...(alsoMade?.(value, view) ?? []),
];

const wasOnce = ({ made, form }: Thing, value: string, view: WorldView): boolean =>
  made.some(([type, path]) => view.goneBy(type, path, value, form).length > 0);

/** What a value means, as its user sees it: nothing, something out of reach, or something in reach. */
const lookUp = (thing: Thing, value: string, user: Place, view: WorldView) => {
  const found = standingAs(thing, value, view);
  const reached = found.filter((object) => sharesPlace(placeOf(object), user, thing.reach));
  return { found, reached };
};

/** The things that an object names by an argument and that are in its reach. */
export const named = (reference: Reference, object: WorldObject, view: WorldView): readonly WorldObject[] =>
  askedTexts(object, reference.path).flatMap((value) => lookUp(reference.thing, value, placeOf(object), view).reached);

const isMeant = ({ thing, unless }: Reference, object: WorldObject, value: string): boolean =>
  thing.always?.(value, object) !== true && unless?.(object, value) !== true;

const missing = (reference: Reference, { object, view }: Question): readonly Refusal[] => {
  const { thing, path, code } = reference;
  return askedTexts(object, path).flatMap((value): readonly Refusal[] => {
    if (!isMeant(reference, object, value)) return [];
    if (standingAs(thing, value, view).length > 0) return [];
    const once = wasOnce(thing, value, view);
    if (!once && (view.outside === "open" || thing.outside === true)) return [];
    const says = `the ${thing.noun} that '${path}' names ${once ? "is no longer there" : "does not exist"}`;
    return [{ code, path, value, says, other: { noun: thing.noun, value } }];
  });
};

/** Names that nobody gives twice: ARNs, Google's names with their project, and ids. */
const saysWhere = /^arn:|^projects\/|:\/\/|-[0-9a-f]{8,17}$|^[0-9a-f]{32}$|^[0-9a-f-]{36}$/;

const outOfReach = (reference: Reference, { object, view }: Question): readonly Refusal[] => {
  const { thing, path, code } = reference;
  return askedTexts(object, path).flatMap((value): readonly Refusal[] => {
    if (!isMeant(reference, object, value)) return [];
    const { found, reached } = lookUp(thing, value, placeOf(object), view);
    const [other] = found;
    if (other === undefined || reached.length > 0) return [];
    // Outside, something of the same name may be in reach.
    if (view.outside === "open" && !saysWhere.test(value)) return [];
    const says = `the ${thing.noun} that '${path}' names lies in ${placeText(placeOf(other))}, out of reach from ${placeText(placeOf(object))}`;
    return [{ code, path, value, says, other }];
  });
};

/** The users of an object by one reference. */
const usersOf = ({ type, path, thing }: Reference, object: WorldObject, view: WorldView): readonly WorldObject[] => {
  const names = thing.made.filter(([maker]) => maker === object.type).flatMap(([, at]) => textsAt(object.values, at));
  const users = new Set(names.flatMap((name) => view.by(type, path, name, thing.form)));
  return [...users].filter((user) => user !== object && sharesPlace(placeOf(user), placeOf(object), thing.reach));
};

const isPartOf = (user: WorldObject, object: WorldObject, view: WorldView): boolean =>
  (byUser.get(user.type) ?? []).some((reference) => reference.relation === "part" && named(reference, user, view).includes(object));

const stillUsed = (reference: Reference, { object, view }: Question): readonly Refusal[] => {
  const { removal, noun } = reference.thing;
  if (removal === undefined || removal.unless?.(object) === true) return [];
  return usersOf(reference, object, view)
    .filter((user) => reference.frees?.(user) !== true && !isPartOf(user, object, view))
    .map((user) => ({
      code: removal.code,
      says: `the ${noun} is still in use: '${reference.path}' of another resource names it`,
      other: user,
      value: user.id,
    }));
};

const rulesOf = (reference: Reference): readonly WorldRule[] => {
  const { type, path, thing, source, relation } = reference;
  const place = `${type}.${path}`;
  const types = [type];
  return [
    { name: `exists:${place}`, source, types, onPut: (question) => missing(reference, question) },
    ...(thing.reach === "everywhere"
      ? []
      : [{ name: `reach:${place}`, source, types, onPut: (question: Question) => outOfReach(reference, question) }]),
    ...(relation !== "hold" || thing.removal === undefined
      ? []
      : [
          {
            name: `in-use:${place}`,
            source: thing.removal.source,
            types: makersOf(reference),
            onRemove: (question: Question) => stillUsed(reference, question),
          },
        ]),
  ];
};

/** What is named has to exist, in the reach of who names it, and stays as long as it is held. */
export const referenceRules: readonly WorldRule[] = references.flatMap(rulesOf);

/** What a cloud removes along with an object. */
export const removedAlong = (object: WorldObject, view: WorldView): readonly WorldObject[] =>
  (byMaker.get(object.type) ?? []).filter(({ relation }) => relation === "part").flatMap((reference) => usersOf(reference, object, view));
