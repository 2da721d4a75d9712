"""How hard the property tests try: always the same few examples in `make test`, new and many in `make fuzz`.

A property test says how many examples it is worth (`@settings(max_examples=tries(300))`); `make fuzz`
sets FUZZ_EFFORT to try so many times as many.
"""

import os

from hypothesis import HealthCheck, settings

EFFORT = int(os.environ.get("FUZZ_EFFORT", "1"))


def tries(examples: int) -> int:
    """How many examples to try of a test that is given so many in `make test`."""
    return examples * EFFORT


def register_profiles() -> None:
    """Make `test` the profile, and `fuzz` the one that `--hypothesis-profile` can ask for.

    Neither measures time: a busy machine is no fault of the code.
    """
    common = settings(
        deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
    )
    settings.register_profile("test", common, derandomize=True, max_examples=tries(60))
    settings.register_profile("fuzz", common, derandomize=False, max_examples=tries(60))
    settings.load_profile("test")
