"""Words of people: roles, states, purposes; and the classes of third-party tables that hold people's data."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does here. Each has a sentence for people in ``ROLE_SENTENCES``."""

    MEMBER = "MEMBER", _("member")
    CARER = "CARER", _("carer")
    PEER_SUPPORTER = "PEER_SUPPORTER", _("peer supporter")
    CLINICIAN = "CLINICIAN", _("clinician")
    COMMUNICATIONS_OFFICER = "COMMUNICATIONS_OFFICER", _("communications officer")
    ANALYST = "ANALYST", _("analyst")
    RESEARCHER = "RESEARCHER", _("researcher")
    STEWARD = "STEWARD", _("steward")
    AUDITOR = "AUDITOR", _("auditor")
    OWNER = "OWNER", _("owner")


ROLE_SENTENCES = {
    Role.MEMBER: _("Reads, asks and answers."),
    Role.CARER: _("Looks after someone."),
    Role.PEER_SUPPORTER: _("Trained to greet newcomers and to help."),
    Role.CLINICIAN: _("A health professional whose licence was checked."),
    Role.COMMUNICATIONS_OFFICER: _("Speaks for the organisation."),
    Role.ANALYST: _("Reads counts, never messages."),
    Role.RESEARCHER: _("Asks for data of members who agreed."),
    Role.STEWARD: _("Looks after safety, credentials and appeals on the whole site."),
    Role.AUDITOR: _("Reads the records and changes nothing."),
    Role.OWNER: _("Runs this site."),
}

# who must have a second factor before acting (standards §11); verified clinicians are added by their persona
SECOND_FACTOR_ROLES = (
    Role.COMMUNICATIONS_OFFICER, Role.ANALYST, Role.RESEARCHER, Role.STEWARD, Role.AUDITOR, Role.OWNER,
)


class AgeBand(models.TextChoices):
    ADULT = "ADULT", _("18 or older")
    TEEN = "TEEN", _("13 to 17")
    CHILD = "CHILD", _("under 13, with a guardian's consent")


class MemberState(models.TextChoices):
    ACTIVE = "ACTIVE", _("active")
    LIMITED = "LIMITED", _("can read, cannot post")
    SUSPENDED = "SUSPENDED", _("suspended")
    LEAVING = "LEAVING", _("leaving")  # deletion asked for; can be taken back until it is due
    ERASED = "ERASED", _("erased")
    KEPT = "KEPT", _("kept by a carer")  # a person without an account: nobody signs in, nobody finds them


class TrustLevel(models.IntegerChoices):
    """What time and good company have earned. The rule is explained to the person (people.rules)."""

    NEW = 0, _("new here")
    KNOWN = 1, _("known here")
    TRUSTED = 2, _("trusted here")


class CredentialState(models.TextChoices):
    CLAIMED = "CLAIMED", _("waiting to be checked")
    VERIFIED = "VERIFIED", _("verified")
    REFUSED = "REFUSED", _("not accepted")
    EXPIRED = "EXPIRED", _("expired")


class FollowState(models.TextChoices):
    ASKED = "ASKED", _("asked")
    ACCEPTED = "ACCEPTED", _("accepted")


class Purpose(models.TextChoices):
    """What consent can be given for. One row per purpose: never bundled (GDPR 7, 9(2)(a))."""

    TERMS = "TERMS", _("the house rules")
    HEALTH_DATA = "HEALTH_DATA", _("keeping what you write about your health")
    DIGEST_MAIL = "DIGEST_MAIL", _("a summary by e-mail")
    COUNTING = "COUNTING", _("counting public posts for health trends")
    OWN_RECORD = "OWN_RECORD", _("keeping your own health record")
    COUNTED = "COUNTED", _("counting your reports in numbers about treatments")
    MATCHING = "MATCHING", _("being found by people like you")


PROFESSIONS = {
    "nurse": _("nurse"),
    "physician": _("physician"),
    "pharmacist": _("pharmacist"),
    "dietitian": _("dietitian"),
    "psychologist": _("psychologist"),
    "physiotherapist": _("physiotherapist"),
    "midwife": _("midwife"),
    "other": _("health professional"),
}

THIRD_PARTY_PRIVACY = {
    "account.EmailAddress": {
        "id": "pseudonymous", "user": "personal", "email": "personal", "verified": "pseudonymous",
        "primary": "pseudonymous",
    },
    "account.EmailConfirmation": {
        "id": "pseudonymous", "email_address": "personal", "created": "pseudonymous", "sent": "pseudonymous",
        "key": "secret",
    },
    "mfa.Authenticator": {
        "id": "pseudonymous", "user": "personal", "type": "pseudonymous", "data": "secret",
        "created_at": "pseudonymous", "last_used_at": "personal",
    },
    "usersessions.UserSession": {
        "id": "pseudonymous", "user": "personal", "created_at": "personal", "ip": "personal",
        "last_seen_at": "personal", "session_key": "secret", "user_agent": "personal", "data": "personal",
    },
    "sessions.Session": {"session_key": "secret", "session_data": "secret", "expire_date": "pseudonymous"},
    "django_tasks_database.DBTaskResult": {
        "id": "pseudonymous", "status": "public", "enqueued_at": "public", "started_at": "public",
        "finished_at": "public", "args_kwargs": "pseudonymous", "priority": "public", "task_path": "public",
        "worker_ids": "public", "queue_name": "public", "backend_name": "public", "run_after": "public",
        "return_value": "pseudonymous", "exception_class_path": "pseudonymous", "traceback": "pseudonymous",
        "metadata": "pseudonymous",
    },
    "contenttypes.ContentType": {"id": "public", "app_label": "public", "model": "public"},
    "auth.Permission": {"id": "public", "name": "public", "content_type": "public", "codename": "public"},
    "auth.Group": {"id": "public", "name": "public"},
    "auth.Group_permissions": {"id": "public", "group": "public", "permission": "public"},
    "people.Member_groups": {"id": "pseudonymous", "member": "pseudonymous", "group": "pseudonymous"},
}
