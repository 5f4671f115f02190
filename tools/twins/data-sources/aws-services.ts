const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const everywhere = words(`
  access-analyzer acm acm-pca api.ecr api.sagemaker api.tunneling.iot apigateway appconfig appconfigdata application-autoscaling
  applicationinsights arc-zonal-shift athena autoscaling autoscaling-plans backup batch cassandra cloudcontrolapi cloudformation
  cloudtrail codebuild codecommit codedeploy codepipeline cognito-identity compute-optimizer config data-ats.iot data.iot
  data.jobs.iot databrew datasync datazone directconnect dlm dms docdb ds dynamodb ebs ec2 ecs eks eks-auth elasticache
  elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce emr-containers emr-serverless es events firehose fms fsx
  gameliftstreams glacier glue greengrass guardduty health iam identitystore inspector2 internetmonitor iot iotevents ioteventsdata
  iotsecuredtunneling iotsitewise iottwinmaker kafka kendra-ranking kinesis kinesisanalytics kinesisvideo kms lakeformation lambda
  license-manager license-manager-linux-subscriptions logs mediaconvert memory-db metering.marketplace metrics.sagemaker monitoring mq
  neptune network-firewall notifications oam oidc organizations pi polly portal.sso qbusiness quicksight ram rbin rds redshift
  redshift-serverless resource-groups rolesanywhere route53 route53profiles route53resolver runtime.sagemaker s3 s3-control schemas
  secretsmanager securityhub serverlessrepo servicecatalog servicediscovery servicequotas signer snowball sns sqs ssm sso states
  storagegateway streams.dynamodb sts support swf synthetics tagging transcribe transcribestreaming transfer waf-regional wafv2
  workspaces xray
`);

const notInChina = words(`
  aoss api.detective appstream2 backup-gateway bedrock clouddirectory cloudhsm cloudhsmv2 codestar-connections cognito-idp comprehend
  comprehendmedical connect controltower drs email geo ingest.timestream inspector kendra license-manager-user-subscriptions m2
  managedblockchain meetings-chime mgn models-v2-lex models.lex networkmanager outposts participant.connect pinpoint query.timestream
  rekognition resiliencehub runtime-v2-lex runtime.lex s3-outposts securitylake servicecatalog-appregistry simspaceweaver sms-voice
  textract translate verifiedpermissions wellarchitected
`);

const notInGovCloud = words(`
  account airflow api.pricing appmesh appsync budgets ce cloudfront cur dax entitlement.marketplace gamelift kafkaconnect personalize
  pipes savingsplans scheduler
`);

const commercialOnly = words(`
  agreement-marketplace amplify amplifybackend amplifyuibuilder api.ecr-public api.iotdeviceadvisor api.iotwireless api.mediatailor
  app-integrations appflow apprunner aps auditmanager billingconductor braket cases catalog.marketplace chime cleanrooms cloud9
  cloudsearch cloudtrail-data codeartifact codecatalyst codeguru-reviewer codestar-notifications cognito-sync connect-campaigns
  contact-lens cost-optimization-hub data.mediastore dataexchange datapipeline devicefarm devops-guru discovery edge.sagemaker
  finspace finspace-api forecast forecastquery frauddetector globalaccelerator grafana groundstation healthlake identity-chime
  importexport iotfleetwise iotthingsgraph iotwireless ivs ivschat ivsrealtime lightsail lookoutequipment machinelearning macie2
  managedblockchain-query marketplacecommerceanalytics media-pipelines-chime mediaconnect medialive mediapackage mediapackage-vod
  mediapackagev2 mediastore messaging-chime mgh migrationhub-orchestrator migrationhub-strategy mobileanalytics mturk-requester
  notifications-contacts omics osis profile proton rds-data resource-explorer-2 route53-recovery-control-config route53domains rum
  sagemaker-geospatial sdb shield ssm-contacts ssm-incidents ssm-quicksetup ssm-sap supportapp tax thinclient tnb trustedadvisor
  voice-chime voiceid vpc-lattice waf wisdom workdocs workmail workspaces-web
`);

/**
 * The services that `aws_service` calls supported, by partition: what AWS 5.100.0 said of 499 names in 2026-11. It looks at
 * the partition alone, not at the region.
 */
const supported: Readonly<Record<string, ReadonlySet<string>>> = {
  aws: new Set([...everywhere, ...notInChina, ...notInGovCloud, ...commercialOnly]),
  "aws-cn": new Set([...everywhere, ...notInGovCloud]),
  "aws-us-gov": new Set([...everywhere, ...notInChina]),
  "aws-eusc": new Set(),
};

/** Whether the provider calls a service supported in a partition; in one that it doesn't know it does so always. */
export const isSupported = (partition: string | undefined, service: string): boolean => supported[partition ?? ""]?.has(service) ?? true;

/** Partitions in which a service has a principal of its own; everywhere else it ends in `amazonaws.com`. */
const ownSuffix: Readonly<Record<string, readonly string[]>> = {
  "aws-cn": ["codedeploy", "elasticmapreduce", "logs"],
  "aws-iso": ["cloudhsm", "config", "logs", "workspaces"],
  "aws-iso-b": ["dms", "logs"],
};

/** Whether a service's principal ends in the partition's own domain. */
export const hasOwnSuffix = (partition: string, service: string): boolean => ownSuffix[partition]?.includes(service) ?? false;
