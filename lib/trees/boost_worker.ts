/** A thread of `boostTogether`: trains along. */
import type { ColumnBins } from "./bins.ts";
import { boostAsMember, type Membership } from "./boost_member.ts";

export type Reply = { bins: readonly ColumnBins[] } | { error: string };

const scope = self as unknown as {
  onmessage: (event: MessageEvent<Membership>) => void;
  postMessage(reply: Reply): void;
};

scope.onmessage = ({ data }) => {
  try {
    scope.postMessage({ bins: boostAsMember(data).model.bins });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
