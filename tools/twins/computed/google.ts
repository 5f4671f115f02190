import type { ResourceFacts } from "../../catalogue/facts";
import { googleCompute } from "./google-compute";
import { googleServices } from "./google-services";
import { numberOf } from "./google-row";
import type { Form, Forms, Maker } from "./made";
import { idOfRequired } from "./required-id";

/** The forms of Google's types. */
export const googleForms: Forms = { ...googleCompute, ...googleServices };

/** Labels that come from elsewhere than the resource are known when it is planned. */
const labels: Maker = (made) => made.value("labels") ?? {};

/** What many types have. */
const everywhere: Form = {
  effective_labels: labels,
  terraform_labels: labels,
  creation_timestamp: "2026-01-01T00:00:00.000-08:00",
  etag: "BwY{#base64-9}=",
  fingerprint: "{#base64-11}=",
  network_tier: "PREMIUM",
  label_fingerprint: "{#base64-11}=",
  project_number: numberOf,
};

/** Grants are named by what they are on, the role, and who gets it. */
const grants: readonly (readonly [RegExp, string])[] = [
  [/_iam_member$/, "{role}/{member}"],
  [/_iam_binding$/, "{role}"],
  [/_iam_audit_config$/, "{service}"],
  [/_iam_policy$/, ""],
];

/** What grants are on, by the argument that names it: `b/` stands before a bucket. */
const grantedOn = (type: string, facts: ResourceFacts): string | undefined => {
  const attributes = facts.block.attributes ?? {};
  if (type.startsWith("google_storage_bucket_iam")) return "b/{bucket}";
  const own = type.replace(/^google_/, "").replace(/_iam_[a-z_]+$/, "");
  const word = own.split("_").at(-1) ?? own;
  const place = ["location", "region"].find((name) => name in attributes && own !== "project");
  const named = [word, `${word}_id`, `${own}_id`, "name", "repository", "service_account_id", "folder", "org_id", "project"].find(
    (name) => name in attributes,
  );
  if (named === undefined) return undefined;
  const isWhole = named.endsWith("_id") || !("project" in attributes) || named === "project";
  if (isWhole) return `{${named}}`;
  return `projects/{@project}/${place === undefined ? "" : `${place}s/{${place}}/`}${plural(word)}/{${named}}`;
};

const plural = (word: string): string => (word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`);

const grant = (type: string, facts: ResourceFacts): Form => {
  const rest = grants.find(([pattern]) => pattern.test(type))?.[1];
  const on = rest === undefined ? undefined : grantedOn(type, facts);
  if (rest === undefined || on === undefined) return {};
  return { id: rest === "" ? on : `${on}/${rest}` };
};

/** The form of a type. */
export const googleForm = (type: string, facts: ResourceFacts): Form => {
  const attributes = facts.block.attributes ?? {};
  const shared = Object.entries(everywhere).filter(([name]) => attributes[name]?.computed === true);
  const id: Maker = idOfRequired(facts, "/");
  return { id, ...Object.fromEntries(shared), ...grant(type, facts), ...googleForms[type] };
};
