// What Node starts gets the variables of this run, whatever environment the app gives it: a process or
// a worker without them would reach the real provider. CommonJS, and no syntax newer than Node 14.
"use strict";

const childProcess = require("node:child_process");
const workerThreads = require("node:worker_threads");

/**
 * @param variables `set` and `keep`: names of variables; `keep` ones give way to the child's own.
 * `extend`: for variables that are lists, the separator and the entry of this run.
 */
module.exports = function rerouteChildren(variables) {
  // As they were at the start: the app may replace `process.env`.
  const values = {};
  for (const name of [...variables.set, ...variables.keep, ...Object.keys(variables.extend)]) {
    if (process.env[name] !== undefined) values[name] = process.env[name];
  }
  const complete = (env) => completed(env, variables, values);

  rerouteAsync(complete);
  rerouteSync(complete);
  rerouteWorkers(complete);
};

function completed(env, { set, keep, extend }, values) {
  const all = Object.assign({}, env);
  const nameIn = nameFinder(all);
  for (const name of set) if (name in values) all[nameIn(name)] = values[name];
  for (const name of keep) {
    if (name in values && !all[nameIn(name)]) all[nameIn(name)] = values[name];
  }
  for (const [name, { separator, entry }] of Object.entries(extend)) {
    const own = all[nameIn(name)] || "";
    if (own.split(separator).join("\n").includes(entry.split(separator).join("\n"))) continue;
    // An empty first entry stands for a default, and has to stay one.
    all[nameIn(name)] = own === "" ? values[name] || entry : `${own}${separator}${entry}`;
  }
  return all;
}

/** Names of variables differ by case everywhere but on Windows. */
function nameFinder(env) {
  if (process.platform !== "win32") return (name) => name;
  const names = new Map(Object.keys(env).map((name) => [name.toUpperCase(), name]));
  return (name) => names.get(name.toUpperCase()) || name;
}

/** spawn, exec, execFile, fork and cluster start processes by this one method. */
function rerouteAsync(complete) {
  const { spawn } = childProcess.ChildProcess.prototype;
  childProcess.ChildProcess.prototype.spawn = function (options, ...rest) {
    if (!options || !Array.isArray(options.envPairs)) return spawn.call(this, options, ...rest);
    const env = {};
    for (const pair of options.envPairs) {
      // On Windows names may begin with "=".
      const end = pair.indexOf("=", 1);
      env[pair.slice(0, end)] = pair.slice(end + 1);
    }
    const envPairs = Object.entries(complete(env)).map(([name, value]) => `${name}=${value}`);
    return spawn.call(this, Object.assign({}, options, { envPairs }), ...rest);
  };
}

function rerouteSync(complete) {
  const withEnv = (options) =>
    Object.assign({}, options, { env: complete(options?.env || process.env) });
  const wrap = (name, whereOptionsAre) => {
    const original = childProcess[name];
    childProcess[name] = function (...args) {
      const index = whereOptionsAre(args);
      args[index] = withEnv(args[index]);
      return original.apply(this, args);
    };
  };
  const afterArguments = ([, second]) =>
    second && typeof second === "object" && !Array.isArray(second) ? 1 : 2;
  wrap("spawnSync", afterArguments);
  wrap("execFileSync", afterArguments);
  wrap("execSync", () => 1);
}

function rerouteWorkers(complete) {
  const construct = (target, [file, options, ...rest], newTarget) => {
    const env = options?.env;
    const given =
      env && typeof env === "object" ? Object.assign({}, options, { env: complete(env) }) : options;
    return Reflect.construct(target, [file, given, ...rest], newTarget);
  };
  workerThreads.Worker = new Proxy(workerThreads.Worker, { construct });
}
