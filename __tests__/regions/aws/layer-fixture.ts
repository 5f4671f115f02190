import { synthesizeEstate } from "../../../main";
import { expandInstances } from "../../../modules/core/expand";
import type { TerraformJson } from "../../../modules/core/output-guards";
import type { Phase } from "../../../modules/core/words";

const looked = new Map<Phase, ReturnType<typeof synthesizeEstate>>();

/** The stacks that the tests of events and gateways look at, made once a phase. */
const globs = [
  "production-eu-aws-*-events",
  "production-eu-aws-eu-central-1-keys",
  "production-*-aws-global-account",
  "production-mena-aws-*-gateway",
];

const lookedAt = (phase: Phase): ReturnType<typeof synthesizeEstate> => {
  const known = looked.get(phase) ?? synthesizeEstate({ globs, phase });
  looked.set(phase, known);
  return known;
};

/** A stack of the committed estate as it is synthesized, looked at in a phase; every instance stands for itself. */
export const stackIn = (name: string, phase: Phase): TerraformJson => {
  const text = lookedAt(phase).texts.get(name);
  if (text === undefined) throw new Error(`no stack ${name} in ${phase}`);
  return expandInstances(JSON.parse(text) as TerraformJson);
};

/** The addresses of a stack's resources, sorted. */
export const addressesOf = (json: TerraformJson): readonly string[] =>
  Object.entries(json.resource ?? {})
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
    .sort();
