export {
  type CredentialAdoption,
  type CredentialAdoptionOptions,
  type Credentials,
  createCredentialAdoption,
} from "./adopt-credentials.ts";
export { isOwnerOf } from "./authenticate.ts";
export { createServer, type Server, type ServerParts } from "./create-server.ts";
