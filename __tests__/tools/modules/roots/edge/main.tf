# The shop's zones at the edge: records by for_each, rules that follow their zone.

terraform {
  required_version = ">= 1.11.0"
  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.14"
    }
  }
}

provider "cloudflare" {}

locals {
  account_id = "fedcba9876543210fedcba9876543210"
  hostname   = "api.shop.example"
}

variable "addresses" {
  type    = map(string)
  default = { www = "192.0.2.10", shop = "192.0.2.11" }
}

module "zone" {
  source = "../../cloudflare-zone"

  account_id = local.account_id
  domain     = "shop.example"
}

module "names" {
  source = "../../cloudflare-zone-record"

  zone_id = module.zone.zone_id
  name    = local.hostname
  content = "origin.shop.example"
}

module "addresses" {
  source   = "../../cloudflare-zone-record-address"
  for_each = var.addresses

  zone_id = module.zone.zone_id
  name    = "${each.key}.shop.example"
  content = each.value
}

module "texts" {
  source = "../../cloudflare-zone-record-text"
  count  = 2

  zone_id = module.zone.zone_id
  name    = "_proof-${count.index}.shop.example"
  content = "verification=012345678${count.index}"
}

module "balancer" {
  source = "../../cloudflare-load-balancer"

  account_id       = local.account_id
  zone_id          = module.zone.zone_id
  zone_name        = "shop.example"
  hostname         = local.hostname
  name             = "shop"
  probe_regions    = ["WEU", "EEU"]
  primary_hostname = "primary.origin.shop.example"
  standby_hostname = "standby.origin.shop.example"
}

module "firewall" {
  source = "../../cloudflare-firewall"

  account_id = local.account_id
  zone_id    = module.zone.zone_id
  hostname   = module.balancer.hostname

  depends_on = [module.bots]
}

module "bots" {
  source = "../../cloudflare-bot-protection"

  zone_id = module.zone.zone_id
}

module "cache" {
  source = "../../cloudflare-cache"

  zone_id = module.zone.zone_id
}

module "posture" {
  source = "../../cloudflare-device-posture"

  account_id = local.account_id
  name       = "shop"
}

module "credentials" {
  source = "../../cloudflare-leaked-credentials"

  zone_id = module.zone.zone_id
}

module "origin_pull" {
  source = "../../cloudflare-origin-pull"

  zone_id = module.zone.zone_id
}

module "limits" {
  source = "../../cloudflare-rate-limits"

  zone_id = module.zone.zone_id
}

module "regional" {
  source = "../../cloudflare-regional-hostname"

  zone_id    = module.zone.zone_id
  hostname   = local.hostname
  region_key = "eu"
}

output "zone" {
  value = {
    servers = module.zone.name_servers
    signer  = module.zone.ds_record
    names   = concat([module.names.name], values(module.addresses)[*].name, module.texts[*].name)
    pools   = module.balancer.pool_ids["primary"]
  }
}
