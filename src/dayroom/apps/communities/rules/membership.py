"""Who may come in, who decides about it, and who looks after a place. No queries, no clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.rules.writing import CommunityClosed
from dayroom.apps.communities.vocabulary import (
    Audience,
    JoinPolicy,
    MembershipRole,
    MembershipState,
    Standing,
    Visibility,
)
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused

JOINS_PER_DAY = 20  # house convention, 2026-11: generous for a person, tight for a script
INVITATION_DAYS = 14  # how long a link lives unless its maker says otherwise; house convention, 2026-11
INVITATION_DAYS_MOST = 60
SILENT_DAYS = 14  # a moderator who was not here for so long is asked for; house convention, 2026-11
UNANSWERED_HOURS = 24  # "unanswered for more than a day"
NEWCOMER_DAYS = 14  # for how long somebody is offered to those who greet
UNANSWERED_LOOK_BACK_DAYS = 60  # an older question is history, not a person waiting
NETWORK_ROLES = ("STEWARD", "OWNER", "COMMUNICATIONS_OFFICER")


class ForClinicians(Refused):
    """This community is for health professionals whose licence was checked."""


class RemovedBefore(Refused):
    """You were removed from this community. If you think that is wrong, write to a steward."""


class InvitationOver(NotFound):
    """This invitation is no longer valid. Ask the person who sent it for a new one."""

    status = 410


class LastModerator(Conflict):
    """You are the only moderator here. Hand the community to somebody else first, then you can leave."""


class NotAModerator(Refused):
    """This is for the people who look after this community."""


class StewardsOnly(Refused):
    """This is decided by the stewards of the whole site."""


class ReasonMissing(Invalid):
    """Say why in a few words. The reason is kept in the record."""


class MemberAlready(Conflict):
    """You are a member here already."""


def _check_admissible(standing: Standing, *, audience: str, closed: bool) -> None:
    if closed:
        raise CommunityClosed()
    if standing.is_banned:
        raise RemovedBefore()
    if audience == Audience.CLINICIANS and not (standing.is_clinician or standing.is_steward):
        raise ForClinicians()
    if standing.is_child:
        raise Refused(_("Your account is for the community that was chosen with you."))
    if audience == Audience.YOUNG and not standing.is_steward:
        raise Refused(_("This community takes in members one by one, with a guardian's consent. Its staff can help."))


def check_can_join(standing: Standing, *, audience: str, policy: str, closed: bool, invited: bool) -> None:
    """Anyone joins an open place; others need an invitation. A removed member and a closed place: never."""
    _check_admissible(standing, audience=audience, closed=closed)
    if policy != JoinPolicy.OPEN and not invited and not standing.is_steward:
        raise Refused(
            _("This community asks people to say a word first. Send a request, and a moderator will answer.")
            if policy == JoinPolicy.ASK
            else _("This community takes people in by invitation. Ask someone who is in it.")
        )


def check_can_ask(standing: Standing, *, audience: str, policy: str, closed: bool) -> None:
    """Requests go to places that take them."""
    _check_admissible(standing, audience=audience, closed=closed)
    if standing.is_member:
        raise MemberAlready()
    if policy == JoinPolicy.INVITED:
        raise Refused(_("This community takes people in by invitation. Ask someone who is in it."))


def check_can_leave(standing: Standing, *, other_moderators: int) -> None:
    """Anyone may leave at any time, but a place is not left without somebody who looks after it."""
    if not standing.is_member:
        raise Refused(_("You are not a member of this community."))
    if standing.is_moderator and other_moderators == 0:
        raise LastModerator()


def check_can_look_after(standing: Standing) -> None:
    """Its moderators, and the stewards of the whole site."""
    if not standing.may_moderate:
        raise NotAModerator()


def check_can_change_role(standing: Standing, *, own: bool, was: str, to: str, other_moderators: int) -> None:
    """Moderators choose peer supporters and further moderators; the last moderator stays until there is another."""
    check_can_look_after(standing)
    if to not in MembershipRole.values:
        raise Invalid(_("There is no such part in a community."))
    if was == MembershipRole.MODERATOR and to != MembershipRole.MODERATOR:
        if not own and not standing.is_steward:
            raise StewardsOnly(_("A moderator steps down by themselves, or a steward decides it."))
        if other_moderators == 0 and not standing.is_steward:
            raise LastModerator()


def check_can_remove(standing: Standing, *, own: bool, was: str, reason: str) -> None:
    """Moderators remove members, with a reason; moderators are removed by stewards; nobody removes themselves."""
    check_can_look_after(standing)
    if own:
        raise Refused(_("You cannot remove yourself. You can leave instead."))
    if was == MembershipRole.MODERATOR and not standing.is_steward:
        raise StewardsOnly(_("A moderator can be removed by a steward only."))
    if not reason.strip():
        raise ReasonMissing()


def check_can_be_handed(
    standing: Standing, *, audience: str, looks_after_others: bool, second_factor_roles: bool
) -> None:
    """A place is given to somebody who chose it (a member), or who does this elsewhere (a volunteer, staff): belonging
    somewhere tells about a person's health, so nobody is put into a place unasked."""
    if standing.is_banned:
        raise Refused(_("This member was removed from the community. A moderator can let them back."))
    if audience == Audience.YOUNG:
        check_led_by_staff(second_factor_roles)
    if audience == Audience.CLINICIANS and not (standing.is_clinician or standing.is_steward):
        raise Refused(_("This community is for health professionals. Choose somebody whose licence was checked."))
    if not (standing.is_member or looks_after_others or second_factor_roles):
        raise Refused(_("Ask this person to join the community first. Then it can be handed to them."))


def check_led_by_staff(is_staff: bool) -> None:
    """Children are looked after by staff of the site, who have a second factor."""
    if not is_staff:
        raise Refused(_("A community for members under 13 is looked after by staff of this site only."))


def check_can_admit_child(*, audience: str, closed: bool, allowed: bool) -> None:
    """A child whose guardian agreed comes into an open place for children, where the operator allows them."""
    if audience != Audience.YOUNG or closed or not allowed:
        raise NotFound()


def check_request_open(state: str | None) -> None:
    """A request is answered once."""
    if state != MembershipState.ASKED:
        raise Conflict(_("This request was already answered, or taken back."))


def check_can_change_visibility(standing: Standing) -> None:
    """Who can read what people wrote is not changed over their heads by one person in the place: stewards do it."""
    if not standing.is_steward:
        raise StewardsOnly(_("Who can read this community is changed by a steward, because people wrote trusting it."))


def check_can_create(roles: Collection[str], *, second_factor: bool, audience: str, young_allowed: bool) -> None:
    """Stewards, owners and communications officers open communities."""
    check_can_network(roles, second_factor=second_factor)
    if audience == Audience.YOUNG and not young_allowed:
        raise Refused(_("Communities for members under 13 are switched off on this site."))
    if audience == Audience.YOUNG and not {"STEWARD", "OWNER"} & set(roles):
        raise StewardsOnly(_("A community for members under 13 is opened by a steward."))


def check_can_network(roles: Collection[str], *, second_factor: bool) -> None:
    """The network desk is for stewards, owners and communications officers, with a second factor."""
    if not set(NETWORK_ROLES) & set(roles):
        raise Refused(_("Communities are opened by the people who run this site. Write to them with your idea."))
    if not second_factor:
        raise Refused(_("This part needs a second factor on your account. Set one up under Security."))


def check_place(*, visibility: str, audience: str, policy: str) -> None:
    """A private place is not open to anyone who passes; one for the young is always private and by invitation."""
    if visibility == Visibility.PRIVATE and policy == JoinPolicy.OPEN:
        raise Invalid(_("A private community takes people in by invitation or after they ask."))
    if audience == Audience.YOUNG and (visibility != Visibility.PRIVATE or policy != JoinPolicy.INVITED):
        raise Invalid(_("A community for members under 13 is private and takes people in by invitation."))


def is_invitation_good(
    *, expires_at: datetime, uses_left: int | None, withdrawn: bool, closed: bool, now: datetime
) -> bool:
    """It has not run out, is not used up, nobody took it back, and the place is still open."""
    return not withdrawn and not closed and expires_at > now and (uses_left is None or uses_left > 0)


def is_silent(last_active_at: datetime | None, *, since: datetime) -> bool:
    """Whether a moderator has not been here since then."""
    return last_active_at is None or last_active_at < since
