import type { Diagnostic } from "../protocol/provider";
import { placeOf, placeText } from "./place";
import type { Missing, Refusal, WorldRule } from "./rule";
import { stepsOf, textAt } from "./values";
import type { WorldObject } from "./world";

/** What somebody calls an object by: its name rather than an id that nobody chose. */
const nameArguments = ["name", "bucket", "identifier", "function_name", "metadata.name", "tags.Name"];

const labelOf = (object: WorldObject): string => {
  const name = nameArguments.map((argument) => textAt(object, argument)).find((text) => text !== undefined);
  return name === undefined || name === object.id ? `'${object.id}'` : `'${name}' (${object.id})`;
};

/** A resource for a message: type, name and id, stack, and place. */
export const describeObject = (object: WorldObject): string => {
  const place = placeText(placeOf(object));
  return `${object.type} ${labelOf(object)} of ${object.stack}${place === "" ? "" : ` in ${place}`}`;
};

const isMissing = (other: WorldObject | Missing): other is Missing => "noun" in other;

const describeOther = (other: WorldObject | Missing): string =>
  isMissing(other) ? `the ${other.noun} '${other.value}', which does not exist` : describeObject(other);

/** What Terraform is told of a refusal: rule, error code, both resources, and where the rule was read. */
export const diagnosticOf = (rule: WorldRule, object: WorldObject, refusal: Refusal): Diagnostic => {
  const argument = refusal.path === undefined ? "" : `, ${refusal.path}${refusal.value === undefined ? "" : ` = '${refusal.value}'`}`;
  const path = refusal.path === undefined ? [] : stepsOf(object, refusal.path);
  return {
    severity: refusal.severity ?? "error",
    summary: `[${rule.name}] ${refusal.code}: ${refusal.says}`,
    detail:
      `Refused: ${describeObject(object)}${argument}. ` +
      (refusal.other === undefined ? "" : `The other side: ${describeOther(refusal.other)}. `) +
      `Rule ${rule.name}: ${rule.source.url} (read ${rule.source.read}).`,
    ...(path.length === 0 ? {} : { path }),
  };
};
