/**
 * What a check lets pass, as data: from it values are drawn that try a construct or a module out. The check itself decides;
 * a domain may hold a few that it refuses.
 */
export type Domain =
  /** Texts of a form, of `min` to `max` characters. */
  | { readonly kind: "text"; readonly pattern: RegExp; readonly min: number; readonly max: number }
  /** Numbers, `whole` or with a fraction, from `min` to `max`. */
  | { readonly kind: "number"; readonly min: number; readonly max: number; readonly whole: boolean }
  /** These, or, where nothing shorter tells them, the most telling of them. */
  | { readonly kind: "members"; readonly members: readonly (string | number)[] }
  /** IPv4 ranges on their boundaries, with prefixes from `min` to `max`, inside one of `parents`. */
  | { readonly kind: "cidr"; readonly min: number; readonly max: number; readonly parents: readonly string[] }
  /** Lists of `min` to `max` different members. */
  | { readonly kind: "list"; readonly of: Domain; readonly min: number; readonly max: number }
  /** Records with keys of a form, whose members pass the check of one. */
  | { readonly kind: "record"; readonly key: RegExp; readonly of: Domain; readonly passes: (one: unknown) => boolean }
  /** Objects of these fields. */
  | { readonly kind: "object"; readonly fields: Readonly<Record<string, FieldDomain>> }
  /** One of several. */
  | { readonly kind: "either"; readonly of: readonly Domain[] };

/** What is drawn for one field of an object, by the name of the prop. */
export interface FieldDomain {
  readonly of: Domain;
  readonly passes: (field: unknown) => boolean;
  readonly optional: boolean;
}
