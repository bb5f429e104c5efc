"""Loaded into every Python below `repartee dev -- COMMAND`, before code of its own.

Python's clients find the way by HTTPS_PROXY. Not all of them read whom to trust from the environment:
so the authority of this run is added to each TLS context that loads roots at all. The module `ssl`
is changed when the app imports it, not before: others change it too, and some need to be first.
"""

import os
import sys

AUTHORITY = os.environ.get("REPARTEE_AUTHORITY")


def trust(ssl):
    load_verify_locations = ssl.SSLContext.load_verify_locations

    def load_and_trust(self, *args, **kwargs):
        load_verify_locations(self, *args, **kwargs)
        load_verify_locations(self, cafile=AUTHORITY)

    ssl.SSLContext.load_verify_locations = load_and_trust


class WhenSslIsImported:
    def find_spec(self, name, path=None, target=None):
        if name != "ssl":
            return None
        from importlib.machinery import PathFinder

        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        exec_module = spec.loader.exec_module

        def exec_and_trust(module):
            exec_module(module)
            trust(module)

        spec.loader.exec_module = exec_and_trust
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
    sys.meta_path.insert(0, WhenSslIsImported())
run_the_one_behind()
