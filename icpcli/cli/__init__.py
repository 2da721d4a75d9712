"""The command line: parse, call, write, exit. The only room that knows a clock, a screen or a file name."""

from icpcli.cli.run import main

__all__ = ["main"]
