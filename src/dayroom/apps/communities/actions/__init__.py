"""Verbs of communities. What they take and what they raise goes through this door with them."""

from dayroom.apps.communities.rules.writing import GuardSpoke, Written

__all__ = ["GuardSpoke", "Written"]
