import type { StackIdentity } from "../../../modules/core/stack";
import type { ResolvedStack } from "../../../modules/policy/model";
import { backupSite, googleSite, namedIn, stackOf } from "./stacks";

const reading = (backend: string, config: Record<string, unknown>, unlike: Partial<StackIdentity> = {}): ResolvedStack =>
  stackOf({ data: { terraform_remote_state: { network: { backend, config } } } }, unlike);

const s3 = (key: string, region = "eu-central-1", bucket = `state-${region}`) => ({ bucket, key: `${key}.tfstate`, region });
const place = "data.terraform_remote_state.network.config";

describe("remote states", () => {
  test("an earlier layer of the same site may be read", () => {
    expect(namedIn(reading("s3", s3("production/eu/aws/eu-central-1/network")))).toEqual([]);
    expect(namedIn(reading("s3", s3("production/eu/aws/eu-central-2/backup-keys", "eu-central-2"), backupSite))).toEqual([]);
    expect(
      namedIn(reading("gcs", { bucket: "state-europe-west4", prefix: "production/eu/google/europe-west4/network" }, googleSite)),
    ).toEqual([]);
    expect(namedIn(reading("s3", s3("production/eu/aws/eu-central-1/vault-network"), { purpose: "vault", layer: "vault-data" }))).toEqual(
      [],
    );
  });

  test("a state of another jurisdiction is caught as such, and as a place", () => {
    expect(namedIn(reading("s3", s3("production/mena/aws/me-central-1/network", "me-central-1")))).toEqual([
      `[RemoteStateAcrossSites] ${place}.bucket`,
      `[ResidencyBreach] ${place}.region`,
    ]);
    expect(namedIn(reading("s3", s3("production/eu/aws/eu-central-1/network", "eu-central-1", "state-me-central-1")))).toEqual([
      `[RemoteStateAcrossSites] ${place}.bucket`,
      `[ResidencyBreach] ${place}.bucket`,
    ]);
    expect(
      namedIn(reading("gcs", { bucket: "state-me-central1", prefix: "production/eu/google/europe-west4/network" }, googleSite)),
    ).toEqual([`[RemoteStateAcrossSites] ${place}.bucket`, `[ResidencyBreach] ${place}.bucket`]);
  });

  test("a state of another site of the same jurisdiction is caught", () => {
    expect(namedIn(reading("s3", s3("production/eu/aws/eu-west-1/network", "eu-west-1")))).toEqual([
      `[RemoteStateAcrossSites] ${place}.bucket`,
    ]);
  });

  test.each([
    "staging/eu/aws/eu-central-1/network",
    "production/mena/aws/eu-central-1/network",
    "production/eu/google/eu-central-1/network",
    "production/eu/aws/eu-west-1/network",
    "production/eu/aws/global/account",
    "production/eu/aws/eu-central-1/vault-network",
    "production/eu/aws/eu-central-1",
    "production/eu/aws/eu-central-1/network/old",
    "network",
    "${var.key}",
  ])("the key %s is not of this site", (key) => {
    expect(namedIn(reading("s3", s3(key)))).toEqual([`[RemoteStateAcrossSites] ${place}.key`]);
  });

  test("a vault account reads its own states only", () => {
    expect(namedIn(reading("s3", s3("production/eu/aws/eu-central-1/network"), { purpose: "vault", layer: "vault-data" }))).toEqual([
      `[RemoteStateAcrossSites] ${place}.key`,
    ]);
  });

  test("a foreign bucket is no place that is known", () => {
    expect(namedIn(reading("s3", s3("production/eu/aws/eu-central-1/network", "eu-central-1", "somebodys")))).toEqual([
      `[RemoteStateAcrossSites] ${place}.bucket`,
      `[ResidencyBreach] ${place}.bucket`,
    ]);
  });

  test("local states are told apart by their names", () => {
    const local = (file: string, unlike: Partial<StackIdentity> = {}): ResolvedStack => {
      const stack = reading("local", { path: `../../../local-state/${file}.tfstate` }, unlike);
      const path = `../../../local-state/${stack.identity.name}.tfstate`;
      return { ...stack, backend: { kind: "local", path }, json: { ...stack.json, terraform: { backend: { local: { path } } } } };
    };
    expect(namedIn(local("production-eu-aws-eu-central-1-network"))).toEqual([]);
    for (const file of [
      "production-eu-aws-eu-west-1-network",
      "production-mena-aws-eu-central-1-network",
      "staging-eu-aws-eu-central-1-network",
      "production-eu-aws-eu-central-1-vault-network",
      "elsewhere/production-eu-aws-eu-central-1-network",
    ]) {
      expect(namedIn(local(file))).toEqual([`[RemoteStateAcrossSites] ${place}.path`]);
    }
    expect(namedIn(local("production-eu-aws-eu-central-1-vault-network", { purpose: "vault", layer: "vault-data" }))).toEqual([]);
  });

  test("a stack with a bucket reads no file, and nobody reads another kind of backend", () => {
    expect(namedIn(reading("local", { path: "../production-eu-aws-eu-central-1-network.tfstate" }))).toEqual([
      `[RemoteStateAcrossSites] ${place}.path`,
    ]);
    expect(namedIn(reading("http", { address: "https://example.com" }))).toEqual([
      `[RemoteStateAcrossSites] ${place}.backend`,
      "[ResidencyBreach] data.terraform_remote_state.network",
    ]);
  });
});
