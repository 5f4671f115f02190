import { KmsKeyRing } from "@cdktf/provider-google/lib/kms-key-ring";
import { Construct } from "constructs";
import { text } from "../../core/checks";
import { nameRules } from "../../core/names";
import { checkProps, value, type PropRules, type Value } from "../../core/props";
import { projectId, region } from "../../core/google";

/** Props of {@link GoogleKeyRing}. */
export interface GoogleKeyRingProps {
  /** Name of the ring, 1 to 63 letters, digits, `_` and `-`, taken for ever in its project and region. Renaming replaces it, which Terraform refuses. */
  readonly keyRingName: Value<string>;
  /** Id of the project that the ring belongs to. */
  readonly projectId: Value<string>;
  /** Code of the region in which the ring and all its keys lie. */
  readonly region: Value<string>;
}

/** What each prop has to be. */
export const rules: PropRules<GoogleKeyRingProps> = {
  keyRingName: value(text(nameRules.kmsKeyRing.pattern, "a key ring's name", 1, nameRules.kmsKeyRing.max)),
  projectId: value(projectId),
  region: value(region),
};

/**
 * A key ring of one region: what its keys lie in. It has no policy of its own, so that each key says alone who uses it.
 *
 * Google deletes no key ring. Destroying one would only make Terraform forget it, and its name could never be made
 * again, so Terraform refuses; one that stands already is imported (`terraform import`).
 */
export class GoogleKeyRing extends Construct {
  /** Id of the ring, `projects/<project>/locations/<region>/keyRings/<name>`: what keys name. */
  readonly keyRingId: string;
  /** Name of the ring. */
  readonly keyRingName: string;

  constructor(scope: Construct, id: string, props: GoogleKeyRingProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const ring = new KmsKeyRing(this, "Resource", {
      name: props.keyRingName,
      project: props.projectId,
      location: props.region,
      lifecycle: { preventDestroy: true },
    });
    this.keyRingId = ring.id;
    this.keyRingName = ring.name;
  }
}
