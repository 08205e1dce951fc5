"""Who may follow and block whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dayroom.kernel.errors import NotFound, Refused


def check_may_follow(*, own: bool, blocked: bool, asker_teen: bool, asked_teen: bool, child: bool = False) -> None:
    """Not oneself; not past a block; an adult does not ask a teen, the teen asks first."""
    if own:
        raise Refused(_("That is you. You see what you write anyway."))
    if blocked:
        # the same as for somebody who does not exist: a block is not announced
        raise NotFound()
    if child:
        raise Refused(_("Accounts of children are for their community only. Nobody follows there."))
    if asked_teen and not asker_teen:
        raise Refused(_("This member gets requests from people of their own age only."))


def check_may_block(*, own: bool) -> None:
    """Anyone but oneself."""
    if own:
        raise Refused(_("You cannot block yourself. A break is always fine, though."))
