import type { Size } from "../../modules/core/words";
import type { Replicas } from "../../modules/kubernetes/charts/image";

/** How many of each operator run, by size: from three on, what it keeps is replicated too. */
export const operatorReplicas: Readonly<Record<Size, Replicas>> = { small: 1, medium: 2, large: 3 };

/** What one namespace may ask for in all (https://kubernetes.io/docs/concepts/policy/resource-quotas/, read 2026-11-23). */
export interface NamespaceBounds {
  readonly cpu: number;
  readonly memoryGib: number;
  readonly pods: number;
}

/** Bounds of a namespace of services, by size. */
export const serviceBounds: Readonly<Record<Size, NamespaceBounds>> = {
  small: { cpu: 4, memoryGib: 8, pods: 30 },
  medium: { cpu: 16, memoryGib: 32, pods: 100 },
  large: { cpu: 64, memoryGib: 128, pods: 400 },
};

/** Bounds of a namespace of the platform's operators, by size. */
export const operatorBounds: Readonly<Record<Size, NamespaceBounds>> = {
  small: { cpu: 4, memoryGib: 8, pods: 30 },
  medium: { cpu: 8, memoryGib: 16, pods: 60 },
  large: { cpu: 16, memoryGib: 32, pods: 100 },
};

/** The most that the pool of autoscaled nodes has at a time, in CPUs. */
export const poolCpuLimit: Readonly<Record<Size, number>> = { small: 16, medium: 64, large: 256 };
