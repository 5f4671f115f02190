import { synthesizeEstate } from "../../../main";
import { askProvider, type TypeChoice } from "../../../tools/catalogue/ask";
import { compareFacts } from "../../../tools/catalogue/compare";
import { loadCatalogue } from "../../../tools/catalogue/load";
import { findProgram, type ProviderProgram } from "../../../tools/catalogue/program";
import { findMirrors, mirrorVariable, versionsIn } from "../../../tools/terraform/mirror";
import { awsSource } from "../../../tools/terraform/requirements";
import { notRunWithRealTerraform } from "../terraform-output";

const committed = loadCatalogue().find(({ provider }) => provider === awsSource);
if (committed === undefined) throw new Error("no catalogue of AWS is committed");

/** The program of the version that the catalogue is about, where this machine has it. */
const program = ((): ProviderProgram | undefined => {
  const mirror = process.env[mirrorVariable];
  const hasIt = versionsIn(findMirrors(mirror), awsSource).includes(committed.version);
  return hasIt ? findProgram({ provider: "aws", version: committed.version, mirror }) : undefined;
})();

/** A few types that are asked quickly, of both of the provider's frameworks and both kinds; all that the estate uses in a proof. */
const few = [
  "data.aws_iam_policy_document",
  "resource.aws_iam_role",
  "resource.aws_iam_role_policies_exclusive",
  "resource.aws_kms_alias",
  "resource.aws_route_table_association",
  "resource.aws_s3_bucket_public_access_block",
  "resource.aws_vpc_ipv4_cidr_block_association",
];
const isFull = process.env["ESTATE_CATALOGUE"] === "full";
const used = (): readonly string[] => [
  ...new Set(synthesizeEstate().stacks.flatMap(({ resources }) => Object.keys(resources).filter((type) => type.startsWith("aws_")))),
];
const choice: TypeChoice = { named: isFull ? used() : few };

test("the committed catalogue is what the real provider of AWS says when it is asked again", async () => {
  if (program === undefined) {
    notRunWithRealTerraform(`the provider of AWS ${committed.version} can't be had`);
    return;
  }
  const { facts, types } = await askProvider(program, choice, "2026-11-23");
  expect(compareFacts(committed, facts)).toEqual([]);
  expect(types).toBeGreaterThanOrEqual(few.length);
  if (!isFull) process.stderr.write(`asked about ${String(types)} types; ESTATE_CATALOGUE=full asks about all that the estate uses\n`);
}, 3_600_000);

test("a type that the real provider doesn't have is refused, with the near one", async () => {
  if (program === undefined) {
    notRunWithRealTerraform(`the provider of AWS ${committed.version} can't be had`);
    return;
  }
  const ask = askProvider(program, { named: ["aws_vpcs_endpoint", "data.aws_s3_bucket_policies"] }, "2026-11-23");
  await expect(ask).rejects.toThrow(
    /--type: \[UnknownType\].*"aws_vpcs_endpoint"; did you mean 'aws_vpc_endpoint'\?\n--type: \[UnknownType\].*"data\.aws_s3_bucket_policies"/,
  );
});
