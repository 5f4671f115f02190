/** The parts of an Amazon Resource Name. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All that follows the account, colons included. */
  readonly resource: string;
}

/** The parts of an ARN, or what is wrong with it in the words of AWS's library. */
export const parseArn = (text: string): Arn | { readonly wrong: string } => {
  if (!text.startsWith("arn:")) return { wrong: "arn: invalid prefix" };
  const [, partition = "", service = "", region = "", account = "", ...resource] = text.split(":");
  if (resource.length === 0) return { wrong: "arn: not enough sections" };
  return { partition, service, region, account, resource: resource.join(":") };
};

/** The text of an ARN. */
export const formatArn = ({ partition, service, region, account, resource }: Arn): string =>
  ["arn", partition, service, region, account, resource].join(":");
