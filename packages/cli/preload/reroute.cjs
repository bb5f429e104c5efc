// Loaded into every Node process below `repartee dev -- COMMAND`, before the app's code: connections to
// the provider's hosts go to this machine. It has to run in any Node that an app may bring, and with
// any loader: hence CommonJS, and no syntax newer than Node 14.
"use strict";

const http = require("node:http");
const { syncBuiltinESMExports } = require("node:module");
const net = require("node:net");
const tls = require("node:tls");
const { readFileSync } = require("node:fs");

const settings = JSON.parse(process.env.REPARTEE_REROUTE || "null");
if (settings) {
  const isPlatformHost = hostMatcher(settings.hosts);
  rerouteConnections(settings, isPlatformHost);
  trustAuthority(settings.authority, process.env.NODE_EXTRA_CA_CERTS !== settings.added);
  markRequests(settings.token, isPlatformHost);
  require("./reroute-children.cjs")(settings.variables);
  // For `import { spawn } from "node:child_process"`.
  syncBuiltinESMExports();
}

function hostMatcher(source) {
  const pattern = new RegExp(source, "i");
  // A name may end with a dot (RFC 1034, 3.1).
  return (host) => pattern.test(String(host).replace(/\.$/, ""));
}

/** http, https, http2, fetch and every client on top of them connect through this one method. */
function rerouteConnections({ tlsPort, httpPort, offline }, isPlatformHost) {
  const { connect } = net.Socket.prototype;

  net.Socket.prototype.connect = function (...args) {
    // `net.connect()` passes its arguments on as one array that it has normalized.
    const inOrder = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
    const options = inOrder[0];
    const host = options.host || "localhost";
    if (options.path) return connect.apply(this, args);
    if (isPlatformHost(host)) {
      // Name and certificate stay those of the provider's host: TLS has taken them already.
      const port = Number(options.port) === 80 ? httpPort : tlsPort;
      inOrder[0] = Object.assign({}, options, { host: "127.0.0.1", port, lookup: undefined });
      return connect.call(this, inOrder);
    }
    if (offline && !isLoopback(host)) {
      const error = new Error(`repartee dev --offline lets no connection to ${host} through.`);
      process.nextTick(() => this.destroy(Object.assign(error, { code: "ECONNREFUSED" })));
      return this;
    }
    return connect.apply(this, args);
  };
}

/**
 * A client that names its own authorities does not read NODE_EXTRA_CA_CERTS.
 *
 * @param always the process was started with another file of roots in that variable.
 */
function trustAuthority(file, always) {
  const { createSecureContext } = tls;
  tls.createSecureContext = function (options) {
    const context = createSecureContext.call(this, options);
    if (always || options?.ca) context.context.addCACert(readFileSync(file));
    return context;
  };
}

/** Requests to the provider's hosts, which never leave this machine, prove that they are the app's. */
function markRequests(token, isPlatformHost) {
  const { addRequest } = http.Agent.prototype;
  http.Agent.prototype.addRequest = function (request, options, ...rest) {
    const host = options && typeof options === "object" ? options.host : options;
    if (isPlatformHost(host) && !request.headersSent && typeof request.setHeader === "function") {
      request.setHeader("Repartee-Run", token);
    }
    return addRequest.call(this, request, options, ...rest);
  };
  // `fetch` publishes each request before it is sent (undici, "Diagnostics Channel Support").
  const { channel } = require("node:diagnostics_channel");
  channel("undici:request:create").subscribe(({ request }) => {
    if (isPlatformHost(new URL(request.origin).hostname)) request.addHeader("repartee-run", token);
  });
}

function isLoopback(host) {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|::1?|(0{1,4}:){7}0{0,3}1|::ffff:127(\.\d+){3})$/i.test(
    host,
  );
}
