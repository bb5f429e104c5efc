export { createServer, type Server, type ServerParts } from "./create-server.ts";
