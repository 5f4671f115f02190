# The shop on Google Cloud: every module of it, each once or by for_each, with a second project by an aliased provider.

terraform {
  required_version = ">= 1.11.0"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
    helm = {
      source  = "hashicorp/helm"
      version = ">= 3.1.1, < 4.0.0"
    }
  }
}

provider "google" {
  project = "shop-test"
  region  = "europe-west4"
}

provider "google" {
  alias   = "gulf"
  project = "shop-gulf"
  region  = "me-central2"
}

locals {
  project_id = "shop-test"
  region     = "europe-west4"
  operators  = "group:operators@shop.example"
}

module "project" {
  source = "../../google-project-europe"

  project_id = local.project_id
}

module "project_gulf" {
  source    = "../../google-project-gulf"
  providers = { google = google.gulf }

  project_id = "shop-gulf"
}

module "ci" {
  source = "../../google-ci-access"

  repository        = "example/shop"
  plan_environment  = "test-plan"
  apply_environment = "test-apply"
  project_id        = local.project_id
  pool_id           = "github-jobs"
  plan_account_id   = "terraform-plan"
  apply_account_id  = "terraform-apply"

  depends_on = [module.project]
}

module "state" {
  source = "../../google-state-bucket"

  bucket_name    = "shop-europe-west4-state"
  key_ring_name  = "shop-state"
  project_id     = local.project_id
  project_number = "123456789012"
  region         = local.region
}

module "ring" {
  source = "../../google-key-ring"

  key_ring_name = "shop"
  project_id    = local.project_id
  region        = local.region
}

module "keys" {
  source   = "../../google-key"
  for_each = toset(["internal", "sensitive"])

  key_name     = each.key
  key_ring_id  = module.ring.key_ring_id
  data_class   = each.key
  user_members = [module.service.member]
}

module "key_hsm" {
  source = "../../google-key-hsm"
  count  = 1

  key_name              = "vault"
  key_ring_id           = module.ring.key_ring_id
  data_class            = "vault"
  administrator_members = [local.operators]
  user_members          = [module.service.member]
}

module "service" {
  source = "../../google-service-identity"

  service_account_id = "shop-api"
  project_id         = local.project_id
  description        = "Workload identity: shop"
}

module "nodes" {
  source = "../../google-service-identity-machines"

  service_account_id = "shop-nodes"
  project_id         = local.project_id
  description        = "Nodes of the shop's cluster"
  attacher_members   = [module.ci.apply_member]
}

module "identity" {
  source = "../../google-workload-identity"

  project_id            = local.project_id
  service_account_email = module.service.email
  namespace             = "shop"
  service_account       = "api"
}

module "invoices" {
  source = "../../google-bucket"

  bucket_name  = "shop-europe-west4-invoices"
  project_id   = local.project_id
  region       = local.region
  kms_key_name = module.keys["internal"].key_id
  user_members = [module.service.member]
}

module "archive" {
  source = "../../google-bucket-sensitive"

  bucket_name             = "shop-europe-west4-archive"
  project_id              = local.project_id
  region                  = local.region
  kms_key_name            = module.keys["sensitive"].key_id
  user_members            = [module.service.member]
  noncurrent_version_days = 730
}

module "ledger" {
  source = "../../google-document-store"

  store_name   = "shop-ledger"
  project_id   = local.project_id
  region       = local.region
  kms_key_name = module.keys["internal"].key_id
}

module "profiles" {
  source = "../../google-document-store-sensitive"

  store_name            = "shop-profiles"
  project_id            = local.project_id
  region                = local.region
  kms_key_name          = module.keys["sensitive"].key_id
  backup_retention_days = 98
}

module "permissions" {
  source   = "../../google-service-permissions"
  for_each = { ledger = module.ledger.store_name, profiles = module.profiles.store_name }

  project_id = local.project_id
  member     = "serviceAccount:shop-api@shop-test.iam.gserviceaccount.com"
  permissions = {
    (each.key) = { role = "roles/datastore.user", resource_name = "projects/${local.project_id}/databases/${each.value}" }
  }
}

module "runtime" {
  source = "../../google-secret"

  secret_name    = "shop-runtime"
  project_id     = local.project_id
  region         = local.region
  description    = "What the shop has to know"
  data_class     = "sensitive"
  kms_key_name   = module.keys["sensitive"].key_id
  reader_members = [module.service.member]
}
