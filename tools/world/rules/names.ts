import { placeOf, placeText, sharesPlace } from "../place";
import type { Form, Question, Refusal, WorldRule } from "../rule";
import { askedTexts, textAt } from "../values";
import type { WorldObject } from "../world";
import type { NameRow } from "./name-row";
import { awsNames } from "./names-aws";
import { cloudNames } from "./names-clouds";

/** Every argument that claims a name within a scope. */
export const nameRows: readonly NameRow[] = [...awsNames, ...cloudNames];

const sameKind = (row: NameRow): readonly NameRow[] => nameRows.filter(({ kind }) => kind === row.kind);

const sameWithin = (row: NameRow, other: NameRow, a: WorldObject, b: WorldObject): boolean =>
  (row.within ?? []).every((path, index) => textAt(a, path) === textAt(b, other.within?.[index] ?? path));

const scopeText = ({ reach, within }: NameRow, object: WorldObject): string => {
  const narrow = (within ?? []).map((path) => `${path} '${textAt(object, path) ?? ""}'`);
  const wide =
    reach === "everywhere"
      ? placeOf(object).partition
      : placeText(reach === "account" ? { ...placeOf(object), region: "" } : placeOf(object));
  return [...narrow, ...(wide === "" ? [] : [wide])].join(" of ");
};

/** Arguments that tell something apart without being its name. */
const tells = /(?:_id|_arn|^port|^priority|^phase|^cidr|_key|_service_name|^service_account|^device_name|^addon_name)$/;

const claimText = ({ argument, kind }: NameRow): string => {
  if (argument === undefined) return `there is a ${kind} already`;
  return tells.test(argument) ? `there is a ${kind} with this ${argument} already` : `the ${kind} name is taken`;
};

type Lookup = (type: string, argument: string | undefined, name: string, form?: Form) => readonly WorldObject[];

const ownersOf = (row: NameRow, rivals: readonly NameRow[], object: WorldObject, name: string, lookUp: Lookup): readonly WorldObject[] =>
  rivals.flatMap((rival) =>
    lookUp(rival.type, rival.argument, name, row.form).filter(
      (other) => sharesPlace(placeOf(other), placeOf(object), row.reach) && sameWithin(row, rival, object, other),
    ),
  );

const codeOf = ({ code, ownCode = code }: NameRow, object: WorldObject, owner: WorldObject): string =>
  sharesPlace(placeOf(object), placeOf(owner), "account") ? ownCode : code;

const taken =
  (row: NameRow, rivals: readonly NameRow[]) =>
  ({ object, before, view }: Question): readonly Refusal[] => {
    if (row.unless?.(object) === true) return [];
    const names = row.argument === undefined ? [""] : askedTexts(object, row.argument);
    return [...new Set(names)].flatMap((name): readonly Refusal[] => {
      const stands: Lookup = (type, argument, text, form) =>
        argument === undefined ? view.all(type) : view.by(type, argument, text, form);
      const owner = ownersOf(row, rivals, object, name, stands).find((other) => other !== before);
      const claim = row.argument === undefined ? {} : { path: row.argument, value: name };
      const scope = scopeText(row, object);
      const word = claimText(row);
      if (owner !== undefined) return [{ code: codeOf(row, object, owner), ...claim, says: `${word} in ${scope}`, other: owner }];
      const { kept } = row;
      if (kept === undefined) return [];
      const stood: Lookup = (type, argument, text, form) =>
        argument === undefined ? view.allGone(type) : view.goneBy(type, argument, text, form);
      const late = ownersOf(row, rivals, object, name, stood).find((other) => kept.unless?.(other) !== true);
      // What only changes keeps the name that it has.
      if (late === undefined || before !== undefined) return [];
      return [
        { code: kept.code, ...claim, says: kept.says, other: late, ...(kept.severity === undefined ? {} : { severity: kept.severity }) },
      ];
    });
  };

const ruleOf = (row: NameRow): WorldRule => ({
  name: row.argument === undefined ? `only-one:${row.type}` : `name-taken:${row.type}.${row.argument}`,
  source: row.source,
  types: [row.type],
  onPut: taken(row, sameKind(row)),
});

/** No name is claimed twice within its scope. */
export const nameRules: readonly WorldRule[] = nameRows.map(ruleOf);
