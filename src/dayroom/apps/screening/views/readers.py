"""Who reviews what is true here."""

REVIEWERS = ("STEWARD", "OWNER")
