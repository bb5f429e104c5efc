export {
  type CredentialAdoption,
  type CredentialAdoptionOptions,
  type Credentials,
  createCredentialAdoption,
} from "./auth/adopt-credentials.ts";
export { isOwnerOf } from "./auth/authenticate.ts";
export { createServer, type Server, type ServerParts } from "./create-server.ts";
