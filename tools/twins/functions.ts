import type { ObjectValue, Value, ValueType } from "../protocol/values";
import { formatArn, parseArn } from "./data-sources/arn";

/** One parameter of a provider's function. None may be null or unknown. */
interface FunctionParameter {
  readonly name: string;
  readonly type: ValueType;
}

/** A function that a provider offers to Terraform's language. */
export interface ProviderFunction {
  readonly summary: string;
  readonly parameters: readonly FunctionParameter[];
  readonly returns: ValueType;
  /** The result, or the message of the real one's error. */
  readonly call: (...args: readonly string[]) => { readonly result: Value } | { readonly error: string };
}

const parameters = (...names: readonly string[]): readonly FunctionParameter[] => names.map((name) => ({ name, type: "string" }));

const parsed: Readonly<Record<string, ValueType>> = {
  account_id: "string",
  partition: "string",
  region: "string",
  resource: "string",
  service: "string",
};

const functionsOfAws: Readonly<Record<string, ProviderFunction>> = {
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
export const functionsOf = (source: string): Readonly<Record<string, ProviderFunction>> =>
  source === "registry.terraform.io/hashicorp/aws" ? functionsOfAws : {};
