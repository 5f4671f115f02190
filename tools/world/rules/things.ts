import type { Reach } from "../place";
import type { Form, Source, WorldView } from "../rule";
import type { WorldObject } from "../world";

/** A type, and the path at which it says what it is known by. */
export type NamedAt = readonly [type: string, path: string];

/** A kind of thing that others name. */
export interface Thing {
  /** What people call it. */
  readonly noun: string;
  /** What makes it, and takes it away when removed. */
  readonly made: readonly NamedAt[];
  /** What else says that it is there: a network has a security group from the beginning. */
  readonly alsoIn?: readonly NamedAt[];
  /** What else makes one of this name without saying so at a path of its own. */
  readonly alsoMade?: (value: string, view: WorldView) => readonly WorldObject[];
  /** How its names are compared. @default plain */
  readonly form?: Form;
  /** From how far it can be named. */
  readonly reach: Reach;
  /** The error code where it is missing, unless who names it has another. */
  readonly code: string;
  readonly source: Source;
  /** Whether it is there without having been made. */
  readonly always?: (value: string, user: WorldObject) => boolean;
  /** Set where a cloud or somebody else makes such things too: only one that is known to be gone is missing. */
  readonly outside?: true;
  /** What is said when it is removed while something holds it. Without this it may go at any time. */
  readonly removal?: Removal;
}

/** The refusal of a removal. */
export interface Removal {
  readonly code: string;
  readonly source: Source;
  /** Whether this one goes all the same. */
  readonly unless?: (object: WorldObject) => boolean;
}

/**
 * What a reference means once what it names is to go. `hold`: it can't. `part`: what names it goes along. `name`: it
 * goes, and leaves the name behind.
 */
export type Relation = "hold" | "part" | "name";

/** An argument that names something else. */
export interface Reference {
  readonly type: string;
  readonly path: string;
  readonly thing: Thing;
  readonly relation: Relation;
  readonly code: string;
  readonly source: Source;
  /** Whether this value names nothing. */
  readonly unless?: (object: WorldObject, value: string) => boolean;
  /** Whether this user holds nothing. */
  readonly frees?: (user: WorldObject) => boolean;
}

/** One end of a reference, to be given its type and path. */
export interface Target extends Pick<Reference, "thing" | "relation" | "unless" | "frees"> {
  readonly code?: string;
  readonly source?: Source;
}

/** What may be said of a reference besides its thing. */
export type TargetOptions = Partial<Pick<Target, "code" | "source" | "unless" | "frees">>;

const target =
  (relation: Relation) =>
  (thing: Thing, options: TargetOptions = {}): Target => ({ thing, relation, ...options });

/** What is named can't be removed as long as it is named. */
export const holds = target("hold");
/** What names it goes along with it. */
export const partOf = target("part");
/** What is named may go and leave the name behind. */
export const names = target("name");

/** The references of one type: where its errors are described, their code where the thing has no better one, and the arguments. */
export interface TypeReferences {
  readonly source?: Source;
  readonly code?: string;
  readonly arguments: Readonly<Record<string, Target>>;
}

/** A table of references, by type. */
export const referenceTable = (types: Readonly<Record<string, TypeReferences>>): readonly Reference[] =>
  Object.entries(types).flatMap(([type, { source, code, arguments: paths }]) =>
    Object.entries(paths).map(([path, { code: ownCode, source: ownSource, ...rest }]) => ({
      type,
      path,
      ...rest,
      code: ownCode ?? code ?? rest.thing.code,
      source: ownSource ?? source ?? rest.thing.source,
    })),
  );
