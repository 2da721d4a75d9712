"""The command line: parse, call, write, exit. Only here is a clock read, something printed, an exit made."""

import gc
import sys

CANNOT_ANSWER = 3
INTERRUPTED = 130


def main() -> None:
    """The `icp` command."""
    # A process that lives for a tenth of a second has nothing to collect, and looking for it
    # while the modules load takes a twentieth of that.
    gc.disable()
    try:
        from icpcli.cli.run import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # While the modules loaded, or while an interruption was being told of.
        if sys.stderr is not None:
            sys.stderr.write("icp: interrupted\n")
        code = INTERRUPTED
    # At its end the interpreter looks once more, also where it was told not to: freezing leaves it
    # nothing to look at.
    gc.freeze()
    sys.exit(code)
