"""Who may see what. Pure: a standing, a visibility and a state in, yes or no out."""

from __future__ import annotations

from dayroom.apps.communities.vocabulary import Audience, PostState, Standing, Visibility


def may_know_of(standing: Standing, *, visibility: str, audience: str) -> bool:
    """A private community does not exist for those outside it."""
    if standing.is_banned and not standing.is_steward:
        return visibility != Visibility.PRIVATE
    return visibility != Visibility.PRIVATE or standing.is_member or standing.is_steward


def may_read_posts(standing: Standing, *, visibility: str, audience: str) -> bool:
    """Posts of a public community are for anyone; those of the others are for members (stewards look after all)."""
    if standing.is_steward:
        return True
    if standing.is_banned:
        return False
    return visibility == Visibility.PUBLIC or standing.is_member


def is_inside(standing: Standing) -> bool:
    """Posts kept to the members are for members, and for those who look after them."""
    return (standing.is_member and not standing.is_banned) or standing.may_moderate


def may_read_post(
    standing: Standing, *, visibility: str, audience: str, state: str, pinned: bool, is_author: bool
) -> bool:
    """A single post: hybrid communities show pinned posts to anyone; what is not visible is for its author and for
    those who look after it."""
    inside = may_read_posts(standing, visibility=visibility, audience=audience)
    if not inside and not (visibility == Visibility.HYBRID and pinned and not standing.is_banned):
        return False
    if state == PostState.LIVE:
        return True
    if state == PostState.WITHDRAWN:
        return is_author
    return is_author or standing.may_moderate


def may_read_title(standing: Standing, *, visibility: str, audience: str, state: str, is_author: bool) -> bool:
    """Titles of public and hybrid communities are for anyone."""
    if standing.is_banned:
        return False
    if visibility == Visibility.PRIVATE and not (standing.is_member or standing.is_steward):
        return False
    return state == PostState.LIVE or is_author or standing.may_moderate


def is_for_clinicians(audience: str) -> bool:
    return audience == Audience.CLINICIANS
