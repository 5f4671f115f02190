import type { Diagnostic } from "../protocol/provider";
import type { ObjectValue } from "../protocol/values";
import type { PlanContext } from "./plan-context";
import { attribute, mapIn, textIn, type Configuration } from "./scope-values";

/** A region or a zone may be given by its name or by its address. */
const nameOf = (text: string | undefined): string | undefined => text?.slice(text.lastIndexOf("/") + 1);

const strategies = ["CREATION_ONLY", "PROACTIVE"];

/** The configuration of Google's provider. */
export const readGoogle = (provider: string, config: ObjectValue): Configuration => {
  const project = textIn(config, "project");
  const region = nameOf(textIn(config, "region"));
  const zone = nameOf(textIn(config, "zone"));
  const defaultLabels = mapIn(config["default_labels"]);
  const place = { ...(project === undefined ? {} : { project }), ...(region === undefined ? {} : { region }) };
  const context: PlanContext = {
    provider,
    ...place,
    ...(zone === undefined ? {} : { zone }),
    ...(defaultLabels === undefined ? {} : { defaultLabels }),
    ...(config["add_terraform_attribution_label"] === false ? { attributionLabel: false } : {}),
  };
  return { scope: { provider, ...place }, context, diagnostics: strategyProblems(config) };
};

const strategyProblems = (config: ObjectValue): readonly Diagnostic[] => {
  const name = "terraform_attribution_label_addition_strategy";
  const strategy = textIn(config, name);
  if (strategy === undefined || strategies.includes(strategy)) return [];
  return [
    {
      severity: "error",
      summary: "Invalid Attribute Value Match",
      detail: `Attribute ${name} value must be one of: ["${strategies.join('" "')}"], got: "${strategy}"`,
      path: attribute(name),
    },
  ];
};
