from __future__ import annotations

from django import forms


class SignupForm(forms.Form):
    """The fields that sign-up needs beyond e-mail and password."""

    def signup(self, request, user):  # type: ignore[no-untyped-def]  # allauth's hook
        """Called by allauth once the member row exists."""
