"""License, entries and calendar → `Report`. Pure."""
