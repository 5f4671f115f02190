module "network" {
  source = "../../google-network-full"

  name                  = "shop"
  cidr                  = "10.7.0.0/17"
  pod_cidr              = "100.64.0.0/18"
  proxy_only_cidr       = "10.8.0.0/23"
  private_service_cidr  = "10.8.16.0/20"
  region                = local.region
  project_id            = local.project_id
  flow_log_kms_key_name = module.keys["internal"].key_id
}

module "network_gulf" {
  source    = "../../google-network"
  providers = { google = google.gulf }

  name                  = "shop"
  cidr                  = "10.9.0.0/17"
  region                = "me-central2"
  project_id            = "shop-gulf"
  flow_log_kms_key_name = "projects/shop-gulf/locations/me-central2/keyRings/shop/cryptoKeys/internal"

  depends_on = [module.project_gulf]
}

module "database" {
  source = "../../google-database"

  instance_name              = "shop"
  project_id                 = local.project_id
  region                     = local.region
  data_class                 = "sensitive"
  machine_tier               = "db-custom-2-8192"
  storage_gib                = 100
  max_storage_gib            = 1000
  network_id                 = module.network.network_id
  private_service_range_name = module.network.private_service_range_name
  kms_key_name               = module.keys["sensitive"].key_id

  depends_on = [module.network]
}

module "reports" {
  source = "../../google-database-one-zone"

  instance_name              = "shop-reports"
  project_id                 = local.project_id
  region                     = local.region
  data_class                 = "internal"
  machine_tier               = "db-custom-2-8192"
  storage_gib                = 20
  max_storage_gib            = 100
  network_id                 = module.network.network_id
  private_service_range_name = module.network.private_service_range_name
  kms_key_name               = module.keys["internal"].key_id
}

module "cluster" {
  source = "../../google-cluster"

  cluster_name       = "shop"
  project_id         = local.project_id
  region             = local.region
  availability_zones = ["europe-west4-a", "europe-west4-b", "europe-west4-c"]
  network_id         = module.network.network_id
  subnetwork_id      = module.network.subnetwork_ids.mesh
  pod_range_name     = "pods"
  service_range_name = "services"
  secrets_key_id     = module.keys["sensitive"].key_id
  volumes_key_id     = module.keys["internal"].key_id
  node_account_email = module.nodes.email
  network_tags       = [module.network.egress_tag]
  machine_type       = "e2-standard-4"
}

module "registry" {
  source = "../../google-registry"

  project_id   = local.project_id
  region       = local.region
  key_id       = module.keys["internal"].key_id
  repositories = { images = "images", charts = "charts" }
  readers      = { nodes = module.nodes.member }
}

module "image_policy" {
  source = "../../google-image-policy"

  project_id = local.project_id
  registry   = "${module.registry.host}/${local.project_id}"
}

module "gateway" {
  source = "../../google-gateway"

  name                         = "shop"
  project_id                   = local.project_id
  hostname                     = "api.shop.example"
  client_certificate_authority = file("${path.module}/authority.pem")
  network_id                   = module.network.network_id
  subnetwork_id                = module.network.subnetwork_ids["public"]
  endpoint_group_name          = "shop-ingress"
}

module "releases" {
  source   = "../../kubernetes-release"
  for_each = { shop = "1.2.3", basket = "2.0.0-rc.1" }

  release_name   = each.key
  namespace      = "shop"
  chart_registry = "registry.shop.example/charts"
  chart          = each.key
  chart_version  = each.value
}

output "front" {
  value = {
    address = module.gateway.address
    record  = module.gateway.validation_record.content
    charts  = module.registry.repository_urls["charts"]
    keys    = [for key in module.keys : key.key_name]
    hsm     = one(module.key_hsm[*].key_id)
  }
}
