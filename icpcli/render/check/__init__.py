"""The verdict of `icp check` in the formats of its hosts."""
