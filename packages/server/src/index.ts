export { isOwnerOf } from "./authenticate.ts";
export { createServer, type Server, type ServerParts } from "./create-server.ts";
