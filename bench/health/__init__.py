"""How well health data is read, and how fast; see __main__.py."""
