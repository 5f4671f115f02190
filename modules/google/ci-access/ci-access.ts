import { IamWorkloadIdentityPool } from "@cdktf/provider-google/lib/iam-workload-identity-pool";
import { IamWorkloadIdentityPoolProvider } from "@cdktf/provider-google/lib/iam-workload-identity-pool-provider";
import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamBinding } from "@cdktf/provider-google/lib/service-account-iam-binding";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { listOf, oneOf, text } from "../../core/checks";
import { failOn, type Problem } from "../../core/errors";
import { nameRules } from "../../core/names";
import { checkProps, holdsToken, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { jobsProviderId, projectId, serviceAccountId } from "../../core/google";
import { administeredServices, rightsOf, type AdministeredService } from "./service-rights";
import { applyStateGrants, planStateGrants, sparingStateBuckets, sparingStateKeys, type StateGrant } from "./state-grants";
import { different, type Together } from "../../core/together";

/** Props of {@link GoogleCiAccess}. */
export interface GoogleCiAccessProps {
  /**
   * The repository as it stands in the `sub` of its tokens: `owner/name`, or `owner@id/name@id` where subjects are
   * immutable, as they are for repositories made since July 2026. Changed in place.
   */
  readonly repository: Value<string>;
  /** The GitHub environment whose jobs become the plan account. Changed in place. */
  readonly planEnvironment: Value<string>;
  /** The GitHub environment whose jobs become the apply account; another one than `planEnvironment`. Changed in place. */
  readonly applyEnvironment: Value<string>;
  /** Id of the project that the accounts are made in. */
  readonly projectId: Value<string>;
  /** Id of the pool in which GitHub's jobs have identities, 4 to 32 characters. Renaming replaces it; a name stays taken for 30 days. */
  readonly poolId: Value<string>;
  /** Id of the plan account, 6 to 30 characters. Renaming replaces it, and what it was granted is lost. */
  readonly planAccountId: Value<string>;
  /** Id of the apply account, 6 to 30 characters. Renaming replaces it, and what it was granted is lost. */
  readonly applyAccountId: Value<string>;
  /** Services that the project's layers administer, without `.googleapis.com`, 1 to 30. */
  readonly services: Shape<readonly AdministeredService[]>;
  /** Names of the buckets with the project's states, 1 to 10; they need not exist yet. */
  readonly stateBucketNames: Shape<readonly string[]>;
  /** Names of the rings with the keys of those buckets, 1 to 5. */
  readonly stateKeyRingNames: Shape<readonly string[]>;
  /** Predefined roles on the project that the apply account may grant and take back, at most 10. @default - none */
  readonly grantableRoles?: Shape<readonly string[]>;
  /** What has to stand before: the services that make identities and grants. @default - they are on already */
  readonly after?: Shape<readonly ITerraformDependable[]>;
}

const issuer = "https://token.actions.githubusercontent.com";

/** Roles that would let whoever grants them to himself take more. */
const isPowerful: (role: string) => boolean = (role) =>
  /^roles\/(owner|editor|viewer|iam\.|resourcemanager\.|orgpolicy\.)/.test(role) ||
  /(^|\.)(admin|owner)$/i.test(role) ||
  role.endsWith("Admin");

const grantable: Check<string> = (role) =>
  text(/^roles\/[A-Za-z][A-Za-z0-9.]*$/, "a predefined role", 8, 100)(role) ??
  (isPowerful(role)
    ? { must: "not let whoever grants it to himself administer anything", fix: "grant that role in the account's own layer", got: role }
    : undefined);

const githubEnvironment = text(/^[A-Za-z0-9_.-]+$/, "a GitHub environment's name of letters, digits, '_', '.' and '-'", 1, 255);

/** What each prop has to be. */
export const rules: PropRules<GoogleCiAccessProps> = {
  // https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens, read 2026-11.
  repository: value(text(/^[A-Za-z0-9-]+(@\d+)?\/[\w.-]+(@\d+)?$/, "owner/name or owner@id/name@id", 3, 180)),
  planEnvironment: value(githubEnvironment),
  applyEnvironment: value(githubEnvironment),
  projectId: value(projectId),
  poolId: value(text(nameRules.identityPool.pattern, "a pool's id that does not begin with 'gcp-'", 4, nameRules.identityPool.max)),
  planAccountId: value(serviceAccountId),
  applyAccountId: value(serviceAccountId),
  services: shape(listOf(oneOf(administeredServices), 1, 30)),
  stateBucketNames: shape(listOf(text(nameRules.gcsBucket.pattern, "a bucket's name", 3, nameRules.gcsBucket.max), 1, 10)),
  stateKeyRingNames: shape(listOf(text(nameRules.kmsKeyRing.pattern, "a key ring's name", 1, nameRules.kmsKeyRing.max), 1, 5)),
  // `hasOnly` takes ten: https://cloud.google.com/iam/docs/setting-limits-on-granting-roles, read 2026-11.
  grantableRoles: shape(listOf(grantable, 0, 10)),
  after: shape(),
};

/** What narrows a grant. */
interface Condition {
  readonly title: string;
  readonly expression: string;
}

/** A job's account, before it is granted anything. */
interface JobAccount {
  readonly word: "plan" | "apply";
  readonly account: ServiceAccount;
}

/**
 * CI's way into a project without a key that lasts: GitHub's tokens are trusted, and each of the two service accounts is
 * for the tokens of one GitHub environment of one repository, by their exact `sub`. Tokens with another `sub` get no
 * identity at all. A plan job can't become the apply account, for a job has one environment.
 *
 * - The plan account reads how the project's services are set up and what the states say. It writes locks, and a state
 *   where there is none yet, and nothing else.
 * - The apply account administers those services, and reads and writes states. Of roles on the project it grants those
 *   in `grantableRoles` alone.
 * - Neither reads or writes data by a right that stands here: no objects but states, no documents, no messages, no log
 *   entries, no secret's value, and no decryption. States are decrypted by Cloud Storage.
 * - Neither can change CI's own accounts, rights, pool and provider, the settings of a state bucket and its key, or the
 *   project's policies and services. People do. Who may become an account is a binding: whoever was added by hand is
 *   taken out.
 *
 * What is left: who administers a key, a bucket or a secret can grant himself its use, and who administers a cluster can
 * reach what its pods reach. The review of the apply environment and the records of the project's use stand against that.
 */
export class GoogleCiAccess extends Construct {
  /** Address of the account that plans. */
  readonly planEmail: string;
  /** Address of the account that applies. */
  readonly applyEmail: string;
  /** How IAM names the account that applies, for grants that it needs on single things. */
  readonly applyMember: string;
  /** Name of the provider that stands for GitHub, which its jobs give: `projects/<number>/locations/global/…`. */
  readonly providerName: string;
  private readonly project: string;

  constructor(scope: Construct, id: string, props: GoogleCiAccessProps) {
    super(scope, id);
    checkProps(this, props, rules);
    failOn(crossedProps(this.node.path, props));
    this.project = props.projectId;
    const subjects = {
      plan: subjectOf(props.repository, props.planEnvironment),
      apply: subjectOf(props.repository, props.applyEnvironment),
    };
    const pool = new IamWorkloadIdentityPool(this, "pool", {
      workloadIdentityPoolId: props.poolId,
      project: props.projectId,
      displayName: "GitHub jobs",
      disabled: false,
      ...(props.after !== undefined && { dependsOn: [...props.after] }),
    });
    const provider = new IamWorkloadIdentityPoolProvider(this, "provider", {
      workloadIdentityPoolId: pool.workloadIdentityPoolId,
      workloadIdentityPoolProviderId: jobsProviderId,
      project: props.projectId,
      displayName: "GitHub",
      disabled: false,
      attributeMapping: { "google.subject": "assertion.sub" },
      attributeCondition: `assertion.sub in ["${subjects.plan}", "${subjects.apply}"]`,
      oidc: { issuerUri: issuer },
    });
    const accountOf = (word: "plan" | "apply", accountId: string): JobAccount => {
      const account = new ServiceAccount(this, word, {
        accountId,
        project: props.projectId,
        displayName: `CI: ${word} jobs`,
        ...(props.after !== undefined && { dependsOn: [...props.after] }),
      });
      new ServiceAccountIamBinding(this, `${word}-jobs`, {
        serviceAccountId: account.name,
        role: "roles/iam.workloadIdentityUser",
        members: [`principal://iam.googleapis.com/${pool.name}/subject/${subjects[word]}`],
      });
      return { word, account };
    };
    const plan = accountOf("plan", props.planAccountId);
    const apply = accountOf("apply", props.applyAccountId);
    this.grantRights(props, plan, apply);
    for (const bucket of props.stateBucketNames) {
      const onStates = (job: JobAccount, { word, role, title, expression }: StateGrant): void => {
        this.grant(job, `${word}-${bucket}`, role, { title, expression });
      };
      for (const grant of planStateGrants(bucket)) onStates(plan, grant);
      for (const grant of applyStateGrants(bucket)) onStates(apply, grant);
    }
    this.planEmail = plan.account.email;
    this.applyEmail = apply.account.email;
    this.applyMember = apply.account.member;
    this.providerName = provider.name;
  }

  private grantRights(props: GoogleCiAccessProps, plan: JobAccount, apply: JobAccount): void {
    const { services, grantableRoles = [] } = props;
    const planRights = rightsOf("plan", services);
    const reading = this.ownRole("plan", "terraformPlan", "Reads how the project is set up", planRights.permissions);
    // An apply plans first, so it has a plan's rights too.
    for (const job of [plan, apply]) {
      this.grant(job, "may-plan", reading);
      for (const role of planRights.roles) this.grant(job, wordOf(role), role);
    }
    const applyRights = rightsOf("apply", services);
    const [buckets, others] = parted(applyRights.permissions, (one) => one.startsWith("storage.buckets."));
    if (others.length > 0) this.grant(apply, "may-apply", this.ownRole("apply", "terraformApply", "Sets the project up", others));
    if (buckets.length > 0) {
      const role = this.ownRole("apply-buckets", "terraformApplyBuckets", "Sets buckets up", buckets);
      this.grant(apply, "may-apply-buckets", role, {
        title: "spares the state buckets",
        expression: sparingStateBuckets(props.stateBucketNames),
      });
    }
    for (const role of applyRights.roles) {
      const sparing = { title: "spares the state keys", expression: sparingStateKeys(props.stateKeyRingNames) };
      this.grant(apply, wordOf(role), role, role === "roles/cloudkms.admin" ? sparing : undefined);
    }
    if (grantableRoles.length === 0) return;
    const list = [...grantableRoles].sort().map((role) => `"${role}"`);
    this.grant(apply, "grants-roles", "roles/resourcemanager.projectIamAdmin", {
      title: "grants roles that reach no further",
      expression: `api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly([${list.join(", ")}])`,
    });
  }

  /** A role of the project's own, by its name. */
  private ownRole(word: string, roleId: string, title: string, permissions: readonly string[]): string {
    return new ProjectIamCustomRole(this, `${word}-permissions`, {
      project: this.project,
      roleId,
      title,
      permissions: [...permissions],
      stage: "GA",
    }).name;
  }

  private grant(job: JobAccount, id: string, role: string, condition?: Condition): void {
    new ProjectIamMember(this, `${job.word}-${id}`, {
      project: this.project,
      role,
      member: job.account.member,
      ...(condition !== undefined && { condition }),
    });
  }
}

const wordOf = (role: string): string => role.replace("roles/", "").replace(".", "-");

const parted = (all: readonly string[], isFirst: (one: string) => boolean): readonly [readonly string[], readonly string[]] => [
  all.filter(isFirst),
  all.filter((one) => !isFirst(one)),
];

const subjectOf = (repository: string, environment: string): string => `repo:${repository}:environment:${environment}`;

/** Longest subject that a pool takes: https://cloud.google.com/iam/docs/workload-identity-federation, read 2026-11. */
const longestSubject = 127;

const crossedProps = (place: string, props: GoogleCiAccessProps): Problem[] => {
  const pairs = [
    ["planEnvironment", "applyEnvironment"],
    ["planAccountId", "applyAccountId"],
  ] as const;
  const same = pairs.filter(([plan, apply]) => props[plan] === props[apply]);
  const long = (["planEnvironment", "applyEnvironment"] as const)
    .map((name) => [name, subjectOf(props.repository, props[name])] as const)
    .filter(([, subject]) => !holdsToken(subject) && subject.length > longestSubject);
  return [
    ...same.map(([plan, apply]) => ({
      code: "BadProp" as const,
      place,
      rule: `'${plan}' and '${apply}' must differ, for a plan job must not become the apply account`,
      value: props[apply],
      fix: "give each its own name",
    })),
    ...long.map(([name, subject]) => ({
      code: "BadProp" as const,
      place,
      rule: `'repository' and '${name}' must make a subject of at most ${String(longestSubject)} characters`,
      value: subject,
      fix: "shorten the environment's name",
    })),
  ];
};

const subjectFits = (environment: "planEnvironment" | "applyEnvironment"): Together => ({
  of: [environment, "repository"],
  must: `make a subject of at most ${String(longestSubject)} characters with repository`,
  condition: (name, repository) => `length("${subjectOf(`\${${repository}}`, `\${${name}}`)}") <= ${String(longestSubject)}`,
});

/** The same between variables of a module. */
export const together: readonly Together[] = [
  different("applyEnvironment", "planEnvironment", "differ from plan_environment"),
  different("applyAccountId", "planAccountId", "differ from plan_account_id"),
  subjectFits("planEnvironment"),
  subjectFits("applyEnvironment"),
];
