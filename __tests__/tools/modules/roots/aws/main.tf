# A shop's estate, written by hand as a team without TypeScript would: modules of one library feed each other.

terraform {
  required_version = ">= 1.11.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

locals {
  account_id = "111122223333"
  region     = "eu-central-1"
  boundary   = "arn:aws:iam::${local.account_id}:policy/shop-boundary"
  operators  = "arn:aws:iam::${local.account_id}:role/operators"
}

variable "data_classes" {
  description = "The classes of data for which the shop has a key each."
  type        = set(string)
  default     = ["internal", "sensitive"]
}

variable "has_archive" {
  type    = bool
  default = true
}

variable "master_password" {
  type      = string
  default   = ""
  sensitive = true
  ephemeral = true
}

module "account" {
  source = "../../aws-account-defaults"

  account_id    = local.account_id
  account_alias = "shop-test"
}

module "ci" {
  source = "../../aws-ci-access"

  repository              = "example/shop"
  plan_environment        = "test-plan"
  apply_environment       = "test-apply"
  account_id              = local.account_id
  plan_role_name          = "shop-terraform-plan"
  apply_role_name         = "shop-terraform-apply"
  managed_name_prefix     = "shop-"
  permission_boundary_arn = local.boundary
  state_bucket_names      = ["shop-eu-central-1-state", "shop-eu-west-1-state"]
  state_key_aliases       = ["shop/state"]
  public_bucket_names     = ["shop-eu-central-1-trust"]
}

module "state" {
  source = "../../aws-state-bucket"

  bucket_name        = "shop-eu-central-1-state"
  alias_name         = "shop/state"
  account_id         = local.account_id
  region             = local.region
  plan_role_arn      = module.ci.plan_role_arn
  apply_role_arn     = module.ci.apply_role_arn
  administrator_arns = [local.operators]
}

module "state_ireland" {
  source    = "../../aws-state-bucket"
  providers = { aws = aws.ireland }

  bucket_name        = "shop-eu-west-1-state"
  alias_name         = "shop/state"
  account_id         = local.account_id
  region             = "eu-west-1"
  plan_role_arn      = module.ci.plan_role_arn
  apply_role_arn     = module.ci.apply_role_arn
  administrator_arns = [local.operators]
}

output "names" {
  value = {
    hostname = module.gateway.target_hostname
    record   = module.certificate.validation_record
    images   = module.registry.repository_urls["images"]
    tables   = [module.orders.table_name, module.baskets[0].table_name]
    queues   = { for name, queue in module.queues : name => queue.url }
    keys     = values(module.keys)[*].alias_name
  }
}
