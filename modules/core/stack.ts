import { GcsBackend, LocalBackend, S3Backend, TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import { EstateError } from "./errors";
import type { Cloud, Jurisdiction, Origin, Purpose } from "./words";

/** Which deployable slice a stack is. All that names, paths, manifests and policies know of it. */
export interface StackIdentity {
  /** `<environment>-<jurisdiction>-<cloud>-<region>-<layer>`; unique in the estate, and the stack's folder. */
  readonly name: string;
  readonly environment: string;
  /** Whose data it holds; `global` for what belongs to no jurisdiction. */
  readonly origin: Origin | "global";
  /** Where it lies, by its region's facts; `global` for layers without a region. */
  readonly jurisdiction: Jurisdiction | "global";
  readonly cloud: Cloud;
  /** The region's code, or `global`. */
  readonly region: string;
  /** The account id or project id that it stands in; `global` where there is none. */
  readonly account: string;
  readonly purpose: Purpose | "global";
  /** The layer's word, with the purpose in front where the layer table says so. */
  readonly layer: string;
}

/** Where a stack's state lies. */
export type StackBackend =
  | {
      readonly kind: "s3";
      readonly bucket: string;
      /** The object's key: the words of the stack's name as a path. */
      readonly key: string;
      readonly region: string;
      /** ARN of the alias of the key that encrypts the state. */
      readonly kmsKeyArn: string;
      readonly accountId: string;
    }
  | {
      readonly kind: "gcs";
      readonly bucket: string;
      /** The words of the stack's name as a path. */
      readonly prefix: string;
      /** Where the bucket lies. The backend itself doesn't say. */
      readonly region: string;
      /** Id and number of the bucket's project, whose identities read and write the state. The backend doesn't say them either. */
      readonly projectId: string;
      readonly projectNumber: string;
    }
  | {
      readonly kind: "local";
      /** Relative to the stack's own folder, never absolute. */
      readonly path: string;
    };

/** Lowest Terraform that runs the output: write-only arguments came with 1.11, the S3 lock file with 1.10. */
export const requiredTerraform = ">= 1.11.0, < 2.0.0";

/** What a stack is made with. */
export interface EstateStackProps {
  /** Which slice it is; the name becomes the stack's id and its folder. */
  readonly identity: StackIdentity;
  /** Where its state lies. A change moves the state: `terraform init -migrate-state`. */
  readonly backend: StackBackend;
}

/**
 * One Terraform root module: a layer in one place, with one state. Resource addresses are the construct path joined
 * by `_`, without a hash, so that they can be read aloud; ids that would collide are errors.
 */
export class EstateStack extends TerraformStack {
  readonly identity: StackIdentity;
  readonly backend: StackBackend;

  constructor(scope: Construct, { identity, backend }: EstateStackProps) {
    super(scope, identity.name);
    this.identity = identity;
    this.backend = backend;
    declareBackend(this, backend);
    this.addOverride("terraform.required_version", requiredTerraform);
  }

  /** Pins a provider to one exact version, the environment's own. */
  pinProvider(name: string, source: string, version: string): void {
    this.addOverride(`terraform.required_providers.${name}`, { source, version });
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const { node, words } = pathBelow(this, element);
    const wrong = words.find((word) => !/^[A-Za-z0-9_-]+$/.test(word));
    if (wrong !== undefined) {
      throw new EstateError([
        {
          code: "IllegalConstructId",
          place: node.path,
          rule: "a construct's id must have letters, digits, '-' and '_' only, for others would be dropped from the address",
          value: wrong,
          fix: "rename the construct",
        },
      ]);
    }
    return words.join("_");
  }
}

/** The ids from a stack down to one of its elements, without those that only hold the thing that its parent stands for. */
export const pathBelow = (
  stack: TerraformStack,
  element: TerraformElement | Node,
): { readonly node: Node; readonly words: readonly string[] } => {
  const node = TerraformElement.isTerraformElement(element) ? element.node : element;
  const path = node.scopes.slice(node.scopes.indexOf(stack) + 1).map((scope) => scope.node.id);
  return { node, words: path.filter((word) => word !== "Default" && word !== "Resource") };
};

const declareBackend = (stack: EstateStack, backend: StackBackend): void => {
  switch (backend.kind) {
    case "s3":
      new S3Backend(stack, {
        bucket: backend.bucket,
        key: backend.key,
        region: backend.region,
        encrypt: true,
        kmsKeyId: backend.kmsKeyArn,
      });
      // The binding has neither argument: https://developer.hashicorp.com/terraform/language/backend/s3, read 2026-11.
      stack.addOverride("terraform.backend.s3.use_lockfile", true);
      stack.addOverride("terraform.backend.s3.allowed_account_ids", [backend.accountId]);
      return;
    case "gcs":
      new GcsBackend(stack, { bucket: backend.bucket, prefix: backend.prefix });
      return;
    case "local":
      new LocalBackend(stack, { path: backend.path });
      return;
  }
};
