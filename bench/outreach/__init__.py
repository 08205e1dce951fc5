"""How fast an issue is queued for everybody, and what readers of the site feel meanwhile."""
