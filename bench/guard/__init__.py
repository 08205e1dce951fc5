"""How well the guard reads real texts, and how fast. Run it with `make bench-guard`."""
