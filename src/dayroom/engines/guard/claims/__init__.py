"""Claims: which checked statement a text speaks of, and whether it asserts it."""
