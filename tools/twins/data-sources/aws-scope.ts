import { dnsSuffix } from "../computed/made";
import type { DataSourceRequest } from "./data-source";

/** The account of documentation, where a provider's configuration names none. */
const noAccount = "123456789012";

/** The account in which the provider works. */
export const accountOf = ({ scope }: Pick<DataSourceRequest, "scope">): string => scope.account ?? noAccount;

/** The region in which the provider works. */
export const regionOf = ({ scope }: Pick<DataSourceRequest, "scope">): string => scope.region ?? "us-east-1";

/** The partition in which the provider works. */
export const partitionOf = (request: Pick<DataSourceRequest, "scope">): string =>
  request.scope.partition ?? partitionOfRegion(regionOf(request)) ?? "aws";

const byBeginning: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, "aws-cn"],
  [/^us-gov-/, "aws-us-gov"],
  [/^eusc-/, "aws-eusc"],
  [/^us-iso-/, "aws-iso"],
  [/^us-isob-/, "aws-iso-b"],
  [/^eu-isoe-/, "aws-iso-e"],
  [/^us-isof-/, "aws-iso-f"],
  [/^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/, "aws"],
];

/** The partition to which a region belongs by its name. */
export const partitionOfRegion = (region: string): string | undefined => byBeginning.find(([form]) => form.test(region))?.[1];

/** A partition's domain, backwards: what the names of VPC endpoint services begin with. */
export const reverseDnsPrefix = (partition: string): string => dnsSuffix(partition).split(".").reverse().join(".");

/** The ARN of something in the provider's account and region. */
export const arnHere = (request: Pick<DataSourceRequest, "scope">, service: string, resource: string): string =>
  `arn:${partitionOf(request)}:${service}:${regionOf(request)}:${accountOf(request)}:${resource}`;

/** The ARN of something of an account that is in no region. */
export const globalArn = (request: Pick<DataSourceRequest, "scope">, service: string, resource: string): string =>
  `arn:${partitionOf(request)}:${service}::${accountOf(request)}:${resource}`;
