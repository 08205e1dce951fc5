"""How fast public posts are taken in and counted, and whether any is lost. Run it with `make bench-listening`."""
