import type { Answer } from "../../pipeline/schemas/answers.ts";
import { plural } from "../../wording/format.ts";
import type { Facts } from "../facts.ts";
import { count, say } from "../sentence.ts";

/** What was every number made from? */
export function provenance({ documented: { snapshots, documents } }: Facts): Answer {
  return {
    sentence: say`This report rests on ${count("snapshots", snapshots, "snapshot")} and
      ${
      plural(documents, "document")
    }. Each carries the hash of its bytes and of all that went into it: the code, the
      settings and the inputs. What has not changed is not made again.`,
    figures: [],
  };
}
