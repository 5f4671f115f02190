module "roles" {
  source = "../../aws-service-role"
  for_each = {
    "vpc-flow-logs.amazonaws.com"  = "flow-logs"
    "monitoring.rds.amazonaws.com" = "database-monitoring"
    "eks.amazonaws.com"            = "cluster"
    "ec2.amazonaws.com"            = "nodes"
    "codebuild.amazonaws.com"      = "runner"
  }

  role_name               = "shop-${each.value}"
  description             = "What ${each.key} may do"
  account_id              = local.account_id
  permission_boundary_arn = local.boundary
  principal               = each.key
}

module "service" {
  source = "../../aws-service-role-pod-identity"

  role_name               = "shop-api"
  description             = "What the shop may do"
  account_id              = local.account_id
  permission_boundary_arn = local.boundary
  namespace               = "shop"
  service_account         = "api"
}

module "drivers" {
  source   = "../../aws-service-role-pod-identity"
  for_each = toset(["network", "volumes"])

  role_name               = "shop-${each.key}"
  description             = "What the driver of ${each.key} may do"
  account_id              = local.account_id
  permission_boundary_arn = local.boundary
  namespace               = "kube-system"
  service_account         = each.key
}

module "permissions" {
  source = "../../aws-role-permissions"

  role_name       = module.service.role_name
  policy_name     = "invoices"
  allowed_actions = ["s3:GetObject", "s3:PutObject"]
  resource_arns   = ["${module.invoices.arn}/*"]
}

module "network" {
  source = "../../aws-network-resilient"

  name                 = "shop"
  cidr                 = "10.7.0.0/17"
  pod_cidr             = "100.64.0.0/18"
  region               = local.region
  account_id           = local.account_id
  flow_log_kms_key_arn = module.keys["internal"].arn
  flow_log_role_arn    = module.roles["vpc-flow-logs.amazonaws.com"].arn
}

module "network_ireland" {
  source    = "../../aws-network"
  providers = { aws = aws.ireland }

  name                 = "shop"
  cidr                 = "10.8.0.0/17"
  region               = "eu-west-1"
  account_id           = local.account_id
  flow_log_kms_key_arn = module.key_ireland.arn
  flow_log_role_arn    = module.roles["vpc-flow-logs.amazonaws.com"].arn
}

module "cluster" {
  source = "../../aws-cluster"

  cluster_name            = "shop"
  account_id              = local.account_id
  subnet_ids              = module.network.subnet_ids.mesh
  availability_zones      = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  pod_subnet_ids          = module.network.pod_subnet_ids
  security_group_ids      = [module.network.security_group_ids.mesh]
  service_cidr            = "10.7.240.0/20"
  cluster_role_arn        = module.roles["eks.amazonaws.com"].arn
  node_role_arn           = module.roles["ec2.amazonaws.com"].arn
  network_driver_role_arn = module.drivers["network"].arn
  volume_driver_role_arn  = module.drivers["volumes"].arn
  secrets_key_arn         = module.keys["sensitive"].arn
  volumes_key_arn         = module.keys["internal"].arn
  logs_key_arn            = module.keys["internal"].arn
  instance_type           = "m5.large"
  interruption_queue_name = "shop-interruptions"
  nodes                   = { min = 3, max = 6 }

  access = {
    apply = { principal_arn = module.ci.apply_role_arn, policy = "cluster-admin" }
    plan  = { principal_arn = module.ci.plan_role_arn, policy = "view" }
  }
}

module "registry" {
  source = "../../aws-registry"

  kms_key_arn  = module.keys["internal"].arn
  repositories = { images = "shop/images", charts = "shop/charts" }
}

module "certificate" {
  source = "../../aws-certificate"

  hostname = "api.shop.example"
}

module "gateway" {
  source = "../../aws-gateway"

  name                         = "shop"
  load_balancer_name           = "shop-gateway"
  target_group_name            = "shop-ingress"
  hostname                     = "api.shop.example"
  certificate_arn              = module.certificate.arn
  validation_record_names      = [module.certificate.validation_record.name]
  vpc_id                       = module.network.vpc_id
  subnet_ids                   = module.network.subnet_ids.public
  security_group_id            = module.network.security_group_ids.api
  account_id                   = local.account_id
  client_certificate_authority = file("${path.module}/authority.pem")
  truststore_bucket_name       = "shop-eu-central-1-trust"
  log_bucket_name              = "shop-eu-central-1-gateway-logs"
  access_log_kms_key_arn       = module.keys["internal"].arn
}

module "credential" {
  source = "../../aws-runner-credential"

  secret_name = "shop/runner"
  kms_key_arn = module.keys["internal"].arn
}

module "runner" {
  source = "../../aws-runner"

  project_name       = "shop-runner"
  repository         = "example/shop"
  role_arn           = module.roles["codebuild.amazonaws.com"].arn
  vpc_id             = module.network.vpc_id
  subnet_ids         = module.network.subnet_ids.mesh
  security_group_ids = [module.network.security_group_ids.mesh]
  credential_arn     = module.credential.arn
  logs_key_arn       = module.keys["internal"].arn
}
