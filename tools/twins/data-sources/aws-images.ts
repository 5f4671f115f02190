import type { ObjectValue } from "../../protocol/values";
import { chanceOf, fixedInstant } from "../computed/made";
import { digits } from "./aws-regions";
import { accountOf, partitionOf, regionOf } from "./aws-scope";
import { inRegion } from "./aws-standing";
import { blocksOf, givenText, mapOf, textOf, textsOf } from "./config";
import { failed, found, type DataSourceRequest, type Found, type Reader } from "./data-source";
import { matches, tagsOf } from "./lookup";

/** Who publishes images that anybody may use, as the console writes their accounts (read in AWS's documentation, 2026-11). */
const publishers: Readonly<Record<string, string>> = {
  amazon: "1371-1241-2989",
  "aws-marketplace": "6795-9333-3241",
  "aws-backup-vault": "1371-1241-2989",
  microsoft: "8017-1966-0867",
};

const noResult = "Your query returned no results. Please change your search criteria and try again.";

const filterOf = ({ config }: DataSourceRequest, name: string): readonly string[] | undefined => {
  const filter = blocksOf(config, "filter").find((one) => one["name"] === name);
  return filter && textsOf(filter, "values");
};

/** A name that fits a pattern: what stands for anything becomes a date, as publishers put it there. */
const nameFor = (pattern: string): string => pattern.replaceAll(/[*?]+/g, "20260101");

const ownImages = (request: DataSourceRequest): readonly ObjectValue[] => {
  const made = ["aws_ami", "aws_ami_copy", "aws_ami_from_instance"].flatMap((type) => inRegion(request, type));
  const asked = filterOf(request, "name");
  return made.filter((image) => {
    const tags = tagsOf(image);
    return (
      (asked === undefined || matches(textOf(image, "name"), asked)) &&
      Object.entries(mapOf(request.config, "tags")).every(([key, value]) => tags[key] === value)
    );
  });
};

interface Image {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly architecture: string;
  readonly values: ObjectValue;
}

const architectureOf = (request: DataSourceRequest, name: string): string =>
  filterOf(request, "architecture")?.[0] ?? (/arm64|aarch64/.test(name) ? "arm64" : "x86_64");

/** Images of others are always there: one that fits what is asked for. */
const imageOf = (request: DataSourceRequest): Image | undefined => {
  const { config } = request;
  const owners = textsOf(config, "owners");
  const [own] = ownImages(request);
  const isOwn = owners.includes("self") || owners.includes(accountOf(request));
  if (own !== undefined && (isOwn || owners.length === 0)) {
    const [id, name] = [textOf(own, "id") ?? "", textOf(own, "name") ?? ""];
    return { id, name, owner: accountOf(request), architecture: textOf(own, "architecture") ?? "x86_64", values: own };
  }
  if (isOwn && owners.length === 1) return undefined;
  const pattern = filterOf(request, "name")?.[0] ?? givenText(config, "name_regex")?.replaceAll(/\.\*|[\^$\\]/g, "") ?? "image-*";
  const name = nameFor(pattern);
  const owner = owners.find((one) => one !== "self") ?? "amazon";
  const id = filterOf(request, "image-id")?.[0] ?? `ami-${chanceOf(`${regionOf(request)}\0${owner}\0${name}`, "hex", 17)}`;
  return { id, name, owner: digits(publishers[owner] ?? owner), architecture: architectureOf(request, name), values: {} };
};

const readImage: Reader = (request) => {
  const { config } = request;
  const image = imageOf(request);
  if (image === undefined) return failed(noResult);
  const snapshot = `snap-${chanceOf(image.id, "hex", 17)}`;
  const device = "/dev/xvda";
  const alias = textsOf(config, "owners").find((one) => one in publishers) ?? "";
  return found({
    ...empty,
    id: image.id,
    image_id: image.id,
    arn: `arn:${partitionOf(request)}:ec2:${regionOf(request)}::image/${image.id}`,
    architecture: image.architecture,
    block_device_mappings: [
      {
        device_name: device,
        no_device: "",
        virtual_name: "",
        ebs: {
          delete_on_termination: "true",
          encrypted: "false",
          iops: "3000",
          snapshot_id: snapshot,
          throughput: "125",
          volume_initialization_rate: "0",
          volume_size: "8",
          volume_type: "gp3",
        },
      },
    ],
    boot_mode: "uefi-preferred",
    creation_date: fixedInstant.replace("Z", ".000Z"),
    description: image.name,
    ena_support: true,
    hypervisor: "xen",
    image_location: `${alias === "" ? image.owner : alias}/${image.name}`,
    image_owner_alias: alias,
    image_type: "machine",
    imds_support: "v2.0",
    include_deprecated: config["include_deprecated"] ?? false,
    most_recent: config["most_recent"] ?? false,
    name: image.name,
    owner_id: image.owner,
    platform_details: "Linux/UNIX",
    product_codes: [],
    public: image.owner !== accountOf(request),
    root_device_name: device,
    root_device_type: "ebs",
    root_snapshot_id: snapshot,
    sriov_net_support: "simple",
    state: "available",
    state_reason: { code: "UNSET", message: "UNSET" },
    tags: tagsOf(image.values),
    usage_operation: "RunInstances",
    virtualization_type: filterOf(request, "virtualization-type")?.[0] ?? "hvm",
  });
};

/** What an image may have, and these don't. */
const empty: ObjectValue = {
  deprecation_time: "",
  kernel_id: "",
  last_launched_time: "",
  platform: "",
  ramdisk_id: "",
  tpm_support: "",
  uefi_data: null,
};

const readImageIds: Reader = (request) => {
  const image = imageOf(request);
  const ids: readonly string[] = image === undefined ? [] : [image.id];
  return found({
    id: chanceOf(JSON.stringify(ids), "digits", 10),
    ids,
    include_deprecated: request.config["include_deprecated"] ?? false,
    sort_ascending: request.config["sort_ascending"] ?? false,
  });
};

const gibibytes: Readonly<Record<string, number>> = { t: 4, c: 2, m: 4, r: 8, x: 16, z: 8, i: 8 };
const smallSizes: Readonly<Record<string, { readonly cpus: number; readonly mebibytes: number }>> = {
  nano: { cpus: 2, mebibytes: 512 },
  micro: { cpus: 2, mebibytes: 1024 },
  small: { cpus: 2, mebibytes: 2048 },
  medium: { cpus: 2, mebibytes: 4096 },
};

/** The size of a machine by the form of its type's name: family, generation, options, size. */
const sizeOf = (type: string): { readonly cpus: number; readonly mebibytes: number; readonly architecture: string } | undefined => {
  const [, family = "", options = "", size = ""] = /^([a-z]+)\d+([a-z-]*)\.(\w+|metal(?:-\w+)?)$/.exec(type) ?? [];
  if (family === "") return undefined;
  const architecture = options.includes("g") ? "arm64" : "x86_64";
  const small = smallSizes[size];
  if (small !== undefined) return { ...small, architecture };
  const times = /^(\d*)xlarge$/.exec(size)?.[1];
  const cpus = size === "large" ? 2 : times === undefined ? 96 : 4 * Number(times === "" ? 1 : times);
  return { cpus, mebibytes: cpus * (gibibytes[family.slice(0, 1)] ?? 4) * 1024, architecture };
};

/** What only special machines have. */
const parts = ["fpgas", "gpus", "inference_accelerators", "instance_disks", "media_accelerators", "neuron_devices"];
const totals = ["fpga", "gpu", "inference", "media", "neuron_device"]
  .map((part) => `total_${part}_memory`)
  .concat("total_instance_storage", "efa_maximum_interfaces");

/** What follows from a type's name; the rest is made up. */
const readInstanceType = (request: DataSourceRequest, made: ObjectValue): Found => {
  const type = textOf(request.config, "instance_type") ?? "";
  const size = sizeOf(type);
  if (size === undefined) return failed(`reading EC2 Instance Type (${type}): couldn't find resource`);
  return found({
    ...made,
    id: type,
    default_vcpus: size.cpus,
    default_cores: Math.max(1, size.cpus / 2),
    memory_size: size.mebibytes,
    supported_architectures: [size.architecture],
    current_generation: true,
    bare_metal: type.includes("metal"),
    burstable_performance_supported: type.startsWith("t"),
    hypervisor: "nitro",
    ebs_optimized_support: "default",
    supported_root_device_types: ["ebs"],
    supported_usages_classes: ["on-demand", "spot"],
    supported_virtualization_types: ["hvm"],
    supported_placement_strategies: type.startsWith("t") ? ["partition", "spread"] : ["cluster", "partition", "spread"],
    boot_modes: size.architecture === "arm64" ? ["uefi"] : ["legacy-bios", "uefi"],
    valid_cores: [Math.max(1, size.cpus / 2)],
    valid_threads_per_core: size.architecture === "arm64" ? [1] : [1, 2],
    ...Object.fromEntries(parts.map((name) => [name, []] as const)),
    ...Object.fromEntries(totals.map((name) => [name, null] as const)),
  });
};

/** Data sources of AWS's machine images and types. */
export const imageReaders = (generic: (request: DataSourceRequest) => ObjectValue): Readonly<Record<string, Reader>> => ({
  aws_ami: readImage,
  aws_ami_ids: readImageIds,
  aws_ec2_instance_type: (request) => readInstanceType(request, generic(request)),
});
