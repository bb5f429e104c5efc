import type { Call } from "./operation.ts";
import { RestError } from "./rest-error.ts";

/** What the path of a resource that the account does not have is answered with. */
export function notFound({ req }: Pick<Call, "req">): RestError {
  const [path = ""] = req.originalUrl.split("?", 1);
  return new RestError(20404, `The requested resource ${path} was not found.`);
}
