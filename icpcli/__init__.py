"""What the holder of a Chinese telecom licence must file, by which day, and why."""

__version__ = "0.1.0"
