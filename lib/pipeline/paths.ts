/** Where the pipeline keeps things, for one profile. */
import { DEFAULT_PROFILE } from "./settings.ts";

export interface Paths {
  /** Project root, ending in a slash. */
  root: string;
  snapshots: string;
  /** Browser-sized parts of large snapshots. */
  slices: string;
  manifests: string;
  /** Saved models, one folder per version. */
  models: string;
  /** States of published builds, for the next ones to compare with. */
  history: string;
  /** Locks, half-made files, spilled sorts: all of it may be deleted while nothing runs. */
  scratch: string;
}

export function pathsOf(root: string, profile: string): Paths {
  const under = profile === DEFAULT_PROFILE ? "" : `${profile}/`;
  return {
    root,
    snapshots: `${root}data/snapshots/${under}`,
    slices: `${root}data/snapshots/${under}site/`,
    manifests: `${root}data/manifests/${under}`,
    models: `${root}data/models/${under}`,
    history: `${root}data/history/${profile}/`,
    scratch: `${root}data/snapshots/${under}.scratch/`,
  };
}
