import type { FunctionParameter, ProviderFunctions } from "../protocol/functions";
import type { ObjectValue, ValueType } from "../protocol/values";
import { formatArn, parseArn } from "./data-sources/arn";

const parameters = (...names: readonly string[]): readonly FunctionParameter[] => names.map((name) => ({ name, type: "string" }));

const parsed: Readonly<Record<string, ValueType>> = {
  account_id: "string",
  partition: "string",
  region: "string",
  resource: "string",
  service: "string",
};

const functionsOfAws: ProviderFunctions = {
  arn_build: {
    summary: "arn_build Function",
    parameters: parameters("partition", "service", "region", "account_id", "resource"),
    returns: "string",
    call: (partition = "", service = "", region = "", account = "", resource = "") => ({
      result: formatArn({ partition, service, region, account, resource }),
    }),
  },
  arn_parse: {
    summary: "arn_parse Function",
    parameters: parameters("arn"),
    returns: ["object", parsed],
    call: (text = "") => {
      const arn = parseArn(text);
      if ("wrong" in arn) return { error: arn.wrong };
      const { account, ...rest } = arn;
      const result: ObjectValue = { ...rest, account_id: account };
      return { result };
    },
  },
  trim_iam_role_path: {
    summary: "trim_iam_role_path Function",
    parameters: parameters("arn"),
    returns: "string",
    call: (text = "") => {
      const arn = parseArn(text);
      if ("wrong" in arn) return { error: arn.wrong };
      if (arn.service !== "iam") return { error: 'service must be "iam"' };
      if (arn.region !== "") return { error: "region must be empty" };
      if (!arn.resource.startsWith("role/")) return { error: 'resource must begin with "role/"' };
      return { result: formatArn({ ...arn, resource: `role/${arn.resource.slice(arn.resource.lastIndexOf("/") + 1)}` }) };
    },
  },
};

/** The functions of a provider, by name; none of a provider whose functions are not known. `source` has its host in front. */
export const functionsOf = (source: string): ProviderFunctions => (source === "registry.terraform.io/hashicorp/aws" ? functionsOfAws : {});
