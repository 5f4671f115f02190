import { awsForm } from "./aws";
import { cloudflareForms } from "./cloudflare";
import { googleForm } from "./google";
import { helmForms } from "./helm";
import { kubernetesForm } from "./kubernetes";
import type { ResourceFacts } from "../../catalogue/facts";
import type { Form } from "./made";

/** Whose form is asked for. */
export interface FormRequest {
  readonly source: string;
  readonly type: string;
  readonly facts: ResourceFacts;
}

const cache = new WeakMap<ResourceFacts, Form>();

/** How the computed attributes of a type get their values, as far as that is known. */
export const formOf = (request: FormRequest): Form => {
  const known = cache.get(request.facts);
  if (known !== undefined) return known;
  const form = find(request);
  cache.set(request.facts, form);
  return form;
};

const find = ({ source, type, facts }: FormRequest): Form => {
  switch (source.slice(source.lastIndexOf("/") + 1)) {
    case "aws":
      return awsForm(type, facts);
    case "google":
    case "google-beta":
      return googleForm(type, facts);
    case "cloudflare":
      return cloudflareForms[type] ?? {};
    case "kubernetes":
      return kubernetesForm(facts);
    case "helm":
      return helmForms[type] ?? {};
    default:
      return {};
  }
};
