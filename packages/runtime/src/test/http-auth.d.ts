/** As far as the tests use it; the library brings no types. */
declare module "http-auth" {
  import type { RequestListener } from "node:http";

  interface Authenticator {
    check(listener: RequestListener): RequestListener;
  }

  type Checker = (user: string, tell: (hash: string | undefined) => void) => void;

  const auth: {
    digest(
      options: { readonly realm: string; readonly qop?: string; readonly algorithm?: string },
      checker: Checker,
    ): Authenticator;
  };
  export default auth;
}
