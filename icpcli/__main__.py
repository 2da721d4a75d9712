"""`python -m icpcli`: the same as `icp`."""

from icpcli.cli import main

if __name__ == "__main__":
    main()
