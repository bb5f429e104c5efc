"""Loaded into every Python below `repartee dev -- COMMAND`, before the app's code.

Most of Python's clients read HTTPS_PROXY. For those that do not, the provider's host names lead to this
machine. Not all of them read from the environment what to trust: the authority of this run is added to
each TLS context that loads roots at all. Processes that the app starts with an environment of its own
get the variables of this run. A module is changed when the app imports it, not before: other packages
change them too, and some need to be first.
"""

import os
import sys

AUTHORITY = os.environ.get("REPARTEE_AUTHORITY")


def trust_authority(ssl):
    context = ssl.SSLContext
    load_verify_locations = context.load_verify_locations

    def trusting(load):
        def load_and_trust(self, *args, **kwargs):
            load(self, *args, **kwargs)
            load_verify_locations(self, cafile=AUTHORITY)

        return load_and_trust

    context.load_verify_locations = trusting(load_verify_locations)
    # Reads SSL_CERT_FILE, which the app may have cleared.
    context.set_default_verify_paths = trusting(context.set_default_verify_paths)


def lead_names_here(socket):
    import re

    provider = re.compile(SETTINGS["hosts"], re.I)
    getaddrinfo = socket.getaddrinfo

    def getaddrinfo_here(host, port, *args, **kwargs):
        name = host.decode("latin-1") if isinstance(host, bytes) else host
        if isinstance(name, str) and provider.match(name.rstrip(".")):
            plain = str(port) in ("80", "http")
            return getaddrinfo(
                "127.0.0.1", SETTINGS["httpPort" if plain else "tlsPort"], *args, **kwargs
            )
        return getaddrinfo(host, port, *args, **kwargs)

    socket.getaddrinfo = getaddrinfo_here


def complete(env):
    """The environment of a child, with the variables of this run; as they were when Python started."""
    every = {os.fsdecode(name): os.fsdecode(value) for name, value in env.items()}
    every.update({name: STARTED[name] for name in VARIABLES["set"] if name in STARTED})
    for name in VARIABLES["keep"]:
        if name in STARTED and not every.get(name):
            every[name] = STARTED[name]
    for name, entry in VARIABLES["extend"].items():
        own = every.get(name, "")
        if not own:
            every[name] = STARTED.get(name, entry["entry"])
        elif entry["entry"] not in own:
            every[name] = own + entry["separator"] + entry["entry"]
    return every


def complete_children(subprocess):
    init = subprocess.Popen.__init__
    position = 10  # of `env` in the arguments of Popen, without `self`

    def init_completed(self, *args, **kwargs):
        if len(args) > position:
            args = list(args)
            args[position] = complete(os.environ if args[position] is None else args[position])
        else:
            env = kwargs.get("env")
            kwargs["env"] = complete(os.environ if env is None else env)
        init(self, *args, **kwargs)

    subprocess.Popen.__init__ = init_completed


def complete_replacements():
    """os.exec… and os.posix_spawn… take the environment last, or by its place."""
    for name in ("execve", "posix_spawn", "posix_spawnp"):
        original = getattr(os, name, None)
        if original is None:
            continue

        def completed(path, argv, env, *args, _original=original, **kwargs):
            return _original(path, argv, complete(env), *args, **kwargs)

        setattr(os, name, completed)


class WhenImported:
    """Runs a function on each of these modules once the app has imported it."""

    def __init__(self, changes):
        self.changes = changes

    def find_spec(self, name, path=None, target=None):
        change = self.changes.pop(name, None)
        if change is None:
            return None
        from importlib.machinery import PathFinder

        spec = PathFinder.find_spec(name, path, target)
        exec_module = spec.loader.exec_module

        def exec_and_change(module):
            exec_module(module)
            change(module)

        spec.loader.exec_module = exec_and_change
        return spec


def run_the_one_behind():
    """There is one sitecustomize only: the one that this one hides is run too."""
    here = os.path.dirname(os.path.abspath(__file__))
    paths, me = sys.path[:], sys.modules.pop("sitecustomize", None)
    sys.path[:] = [path for path in paths if os.path.abspath(path) != here]
    try:
        import sitecustomize  # noqa: F401
    except ImportError:
        if me is not None:
            sys.modules["sitecustomize"] = me
    finally:
        sys.path[:] = paths


if AUTHORITY and os.path.exists(AUTHORITY) and sys.version_info[0] >= 3:
    import json

    STARTED = dict(os.environ)
    SETTINGS = json.loads(STARTED.get("REPARTEE_REROUTE", "null"))
    changes = {"ssl": trust_authority}
    if SETTINGS:
        VARIABLES = SETTINGS["variables"]
        changes.update(socket=lead_names_here, subprocess=complete_children)
        complete_replacements()
    for imported in [name for name in changes if name in sys.modules]:
        changes.pop(imported)(sys.modules[imported])
    sys.meta_path.insert(0, WhenImported(changes))
run_the_one_behind()
