/** The service account as which the cluster's nodes run. */
export const nodesRole = "cluster-nodes";

/** The pool in which GitHub's jobs have identities. */
export const jobsPool = "github-jobs";
