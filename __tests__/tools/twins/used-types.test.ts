import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { usedTypes } from "../../../tools/twins/used-types";
import { freshFolder } from "../../support/folders";

const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = freshFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return join(folder, "root");
};

test("types come from HCL and JSON, from folders below and from modules elsewhere on the disk", () => {
  const folder = folderWith({
    "root/main.tf": 'resource "aws_vpc" "a" {}\n  data "aws_region" "b" {}\nmodule "m" {\n  source = "../other"\n}\n',
    "root/more.tf.json": JSON.stringify({
      resource: { aws_subnet: { a: {} } },
      ephemeral: [{ aws_secret: { a: {} } }],
      module: { n: { source: "../third" } },
    }),
    "root/nested/deep/main.tf": 'resource "google_project" "a" {\n}\n',
    "root/.terraform/modules/far/main.tf": 'resource "aws_eip" "a" {}\n',
    "root/tests/plan.tftest.hcl": 'run "a" {}\n',
    "other/main.tf": 'resource "aws_eks_cluster" "a" {}\nmodule "back" {\n  source = "../root"\n}\n',
    "third/main.tofu": 'resource "aws_sqs_queue" "a" {}\n',
  });
  expect(usedTypes(folder)).toEqual({
    resources: ["aws_eip", "aws_eks_cluster", "aws_sqs_queue", "aws_subnet", "aws_vpc", "google_project"],
    data_sources: ["aws_region"],
    ephemeral_resources: ["aws_secret"],
  });
});

test("packages, providers and what is no Terraform file are not read, and broken JSON is left to Terraform", () => {
  const folder = folderWith({
    "root/node_modules/a/main.tf": 'resource "aws_vpc" "a" {}\n',
    "root/.terraform/providers/main.tf": 'resource "aws_vpc" "a" {}\n',
    "root/README.md": 'resource "aws_vpc" "a" {}\n',
    "root/broken.tf.json": "{",
  });
  expect(usedTypes(folder)).toEqual({ resources: [], data_sources: [], ephemeral_resources: [] });
});
