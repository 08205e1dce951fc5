from django.urls import path

from dayroom.apps.people.views import factors, signup

urlpatterns = [
    # these three stand before allauth's own of the same name, and add our rules
    path("account/signup/", signup.sign_up, name="account_signup"),
    path("account/2fa/totp/deactivate/", factors.remove_totp, name="mfa_deactivate_totp"),
    path("account/2fa/webauthn/keys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"),
]
