import { TerraformResource, type TerraformElement } from "cdktf";
import { processDynamicAttributes } from "cdktf/lib/util";

/** A part of a stack's Terraform JSON, its tokens unresolved. */
export type Fragment = Record<string, unknown>;

/** What cdktf keeps to itself of a resource. */
interface Inside {
  readonly rawOverrides: object;
  readonly constructNodeMetadata: object;
  readonly _hasMoved: boolean;
  readonly _imported: unknown;
  synthesizeAttributes(): Fragment;
  hasResourceMove(): unknown;
}

/**
 * The JSON of one element, as its own `toTerraform` gives it. Of a resource that has arguments, a provider and
 * dependencies, as most have, it is put together here: cdktf renames and merges nine parts, of which seven are empty.
 */
export const fragmentOf = (element: TerraformElement): Fragment =>
  isPlain(element) ? resourceFragment(element) : (element.toTerraform() as Fragment);

/** A class may have a `toTerraform` of its own. */
const methodOf = (element: object): unknown => (element as { readonly toTerraform?: unknown }).toTerraform;

const isPlain = (element: TerraformElement): element is TerraformResource => {
  if (!TerraformResource.isTerraformResource(element) || methodOf(element) !== methodOf(TerraformResource.prototype)) return false;
  const { count, forEach, lifecycle, connection, provisioners } = element;
  const inside = element as unknown as Inside;
  return (
    count === undefined &&
    forEach === undefined &&
    lifecycle === undefined &&
    connection === undefined &&
    provisioners === undefined &&
    inside._imported === undefined &&
    !inside._hasMoved &&
    inside.hasResourceMove() === undefined &&
    Object.keys(inside.rawOverrides).length === 0
  );
};

const resourceFragment = (resource: TerraformResource): Fragment => {
  const { terraformResourceType, friendlyUniqueId, dependsOn, provider } = resource;
  const inside = resource as unknown as Inside;
  const attributes: Fragment = {
    ...processDynamicAttributes(inside.synthesizeAttributes()),
    ...(dependsOn === undefined ? {} : { depends_on: dependsOn }),
    ...(provider === undefined ? {} : { provider: provider.fqn }),
    "//": inside.constructNodeMetadata,
  };
  return { resource: { [terraformResourceType]: { [friendlyUniqueId]: attributes } } };
};
