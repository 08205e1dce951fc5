"""Joining: one page; and a kind no to those who are too young, which the browser and the address keep for a day."""

from __future__ import annotations

from typing import Any

from allauth.account.views import SignupView
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dayroom.apps.people.actions import remember_refusal
from dayroom.apps.people.forms import SignupForm
from dayroom.platform.gates import open_to_all

COOKIE = "signup"
COOKIE_SECONDS = 24 * 60 * 60  # as long as the address is remembered (people.actions.refusals)


def _is_browser_remembered(request: HttpRequest) -> bool:
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt="signup", max_age=COOKIE_SECONDS) == "later"
    except signing.BadSignature:
        return False


def _refuse(request: HttpRequest) -> HttpResponse:
    response = render(request, "people/signup_later.html", {"young": settings.YOUNG_COMMUNITIES}, status=403)
    if not _is_browser_remembered(request):
        response.set_cookie(
            COOKIE, signing.dumps("later", salt="signup"), max_age=COOKIE_SECONDS, httponly=True, samesite="Lax",
            secure=settings.HTTPS,
        )
    return response


class SignUp(SignupView):
    form_class = SignupForm
    template_name = "account/signup.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _is_browser_remembered(request):
            return _refuse(request)
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: SignupForm) -> HttpResponse:
        if form.too_young:
            remember_refusal(email=form.cleaned_data.get("email", ""), now=timezone.now())
            return _refuse(self.request)
        response = super().form_invalid(form)
        response.status_code = 422
        return response


sign_up = open_to_all("joining is for people without an account")(SignUp.as_view())
