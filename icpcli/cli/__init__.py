"""The command line: parse, call, write, exit. Only here is a clock read, something printed, an exit made."""

import gc
import sys


def main() -> None:
    """The `icp` command."""
    # A process that lives for a tenth of a second has nothing to collect, and looking for it
    # while the modules load takes a twentieth of that.
    gc.disable()
    from icpcli.cli.run import run

    sys.exit(run(sys.argv[1:]))
