import { findProgram } from "../../../../tools/catalogue/program";
import { startProvider, type StartedProvider } from "../../../../tools/protocol/client";
import type { ObjectValue } from "../../../../tools/protocol/values";
import { mirrorVariable } from "../../../../tools/terraform/mirror";
import { notRunWithRealTerraform } from "../../terraform-output";
import { given } from "./asking";

/** The version whose answers the twins give. */
const version = "5.100.0";

const program = (): string | undefined => {
  try {
    return findProgram({ provider: "aws", version, mirror: process.env[mirrorVariable] }).file;
  } catch {
    return undefined;
  }
};

/**
 * The real provider of AWS with the key of nobody, and with nothing that it would ask at AWS; `undefined`, and a line that
 * says so, where this machine has none.
 */
export const startAws = async (config: ObjectValue = {}): Promise<StartedProvider | undefined> => {
  const file = program();
  if (file === undefined) {
    notRunWithRealTerraform(`the provider of AWS ${version} can't be had`);
    return undefined;
  }
  const aws = await startProvider(file);
  const diagnostics = await aws.configure(
    given(
      { version: 0, block: aws.schema.config },
      {
        region: "eu-central-1",
        access_key: "none",
        secret_key: "none",
        skip_credentials_validation: true,
        skip_requesting_account_id: true,
        skip_metadata_api_check: "true",
        skip_region_validation: true,
        ...config,
      },
    ),
  );
  expect(diagnostics).toEqual([]);
  return aws;
};
