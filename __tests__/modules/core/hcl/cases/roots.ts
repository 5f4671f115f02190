import {
  CloudBackend,
  DataResource,
  GcsBackend,
  HttpBackend,
  LocalBackend,
  NamedCloudWorkspace,
  S3Backend,
  TaggedCloudWorkspaces,
  TerraformVariable,
} from "cdktf";
import type { Builds } from "./case";

/** What only a root module can hold. The backend that the stack has already is taken away first. */
export const roots: Builds = {
  "a local backend": (stack) => {
    stack.node.tryRemoveChild("backend");
    new LocalBackend(stack, { path: "a b/terraform.tfstate" });
  },
  "a backend of S3": (stack) => {
    stack.node.tryRemoveChild("backend");
    new S3Backend(stack, { bucket: "acme", key: "a/b.tfstate", region: "eu-central-1", encrypt: true, skipRegionValidation: false });
    stack.addOverride("terraform.backend.s3.use_lockfile", true);
    stack.addOverride("terraform.backend.s3.assume_role", { role_arn: "arn:aws:iam::111122223333:role/a", tags: { a: "b" } });
  },
  "a backend of Google": (stack) => {
    stack.node.tryRemoveChild("backend");
    new GcsBackend(stack, { bucket: "acme", prefix: "a/b" });
  },
  "a backend of HTTP": (stack) => {
    stack.node.tryRemoveChild("backend");
    new HttpBackend(stack, { address: "https://a.example/state?x=%41", lockMethod: "POST", retryMax: 0 });
  },
  "a cloud with a name": (stack) => {
    stack.node.tryRemoveChild("backend");
    new CloudBackend(stack, { organization: "acme", workspaces: new NamedCloudWorkspace("a", "p") });
  },
  "a cloud with tags": (stack) => {
    stack.node.tryRemoveChild("backend");
    new CloudBackend(stack, { hostname: "tfe.example", organization: "acme", workspaces: new TaggedCloudWorkspaces(["a", "b"]) });
  },
  "an import": (stack) => {
    new DataResource(stack, "one", {});
    stack.addOverride("import", [{ to: "terraform_data.one", id: "a-${1 + 1}" }]);
  },
  "imports for each": (stack) => {
    stack.addOverride("resource.terraform_data.one", { for_each: '${toset(["a", "b"])}' });
    stack.addOverride("import", { for_each: { a: "x", b: "y" }, to: "terraform_data.one[each.key]", id: "${each.value}" });
  },
  "a variable without a default": (stack) => {
    new TerraformVariable(stack, "v", { type: "string", description: "Given by people.", nullable: false });
  },
  "versions of Terraform and of providers": (stack) => {
    stack.addOverride("terraform.required_version", "~> 1.11, != 1.11.1");
    stack.addOverride("terraform.required_providers.terraform", { source: "terraform.io/builtin/terraform" });
  },
};
