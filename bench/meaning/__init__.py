"""How well short public posts are read, and how fast. Run it with `make bench-meaning`."""
