// Loaded into every Node process below `repartee dev -- COMMAND`, before code of its own: connections
// to the platform's hosts go to this machine. It has to run in any Node that an app may bring, and
// with any loader: hence CommonJS, and no syntax newer than Node 14.
"use strict";

const net = require("node:net");
const tls = require("node:tls");
const { readFileSync } = require("node:fs");

const settings = JSON.parse(process.env.REPARTEE_REROUTE || "null");
if (settings) {
  rerouteConnections(settings);
  trustAuthority(settings.authority);
}

/** http, https, http2, fetch and every client on top of them connect through this one method. */
function rerouteConnections({ hosts, tlsPort, httpPort, offline }) {
  const isPlatformHost = new RegExp(hosts, "i");
  const { connect } = net.Socket.prototype;

  net.Socket.prototype.connect = function (...args) {
    // `net.connect()` hands its arguments on as one array that it has put in order.
    const inOrder = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
    const options = inOrder[0];
    const host = options.host || "localhost";
    if (options.path) return connect.apply(this, args);
    if (isPlatformHost.test(host)) {
      // Name and certificate stay those of the platform's host: TLS has taken them already.
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

/** Who names authorities of their own does not read NODE_EXTRA_CA_CERTS. */
function trustAuthority(file) {
  const { createSecureContext } = tls;
  tls.createSecureContext = function (options) {
    const context = createSecureContext.call(this, options);
    if (options?.ca) context.context.addCACert(readFileSync(file));
    return context;
  };
}

function isLoopback(host) {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|::1?|::ffff:127(\.\d+){3})$/i.test(
    host,
  );
}
