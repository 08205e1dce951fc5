"""Every view says who may come in; a guard test walks the URL tree and finds the ones that do not.

``gate`` marks the view; the mark is also what the documentation lists.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from dayroom.kernel.errors import Refused

View = Callable[..., HttpResponse]


class SecondFactorNeeded(Refused):
    """This part needs a second factor on your account. Set one up under Security."""


def open_to_all(reason: str) -> Callable[[View], View]:
    """Anyone may come in; what they see is decided by queries. The reason is documentation."""

    def mark(view: View) -> View:
        view.gate = f"open: {reason}"  # type: ignore[attr-defined]  # the guard test reads it
        return view

    return mark


def members_only(view: View) -> View:
    """Signed-in members; others sign in first and come back."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return sign_in_first(request)

    gated.gate = "members"  # type: ignore[attr-defined]
    return gated


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back here; a fragment request gets 401 so that the page keeps the draft."""
    if request.headers.get("HX-Request"):
        response = HttpResponse(
            str(_("You have been signed out. Your draft is kept. Sign in and send it again.")), status=401
        )
        response["HX-Redirect"] = "/account/login/?" + urlencode({"next": request.path})
        return response
    if request.method not in ("GET", "HEAD"):
        return render(request, "errors/401.html", status=401)
    return redirect("/account/login/?" + urlencode({"next": request.get_full_path()}))


def staff_only(*roles: str) -> Callable[[View], View]:
    """Holders of one of the roles, with a second factor."""

    def mark(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return sign_in_first(request)
            if not request.user.has_role(*roles):
                raise Refused(_("This page is for people with another role."))
            if not request.user.has_second_factor():
                raise SecondFactorNeeded()
            return view(request, *args, **kwargs)

        gated.gate = "roles: " + ", ".join(roles)  # type: ignore[attr-defined]
        return gated

    return mark
