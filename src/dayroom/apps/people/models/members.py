"""A member: a person with an account, known to others by a handle only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from dayroom.apps.people.vocabulary import SECOND_FACTOR_ROLES, AgeBand, MemberState, Role, TrustLevel
from dayroom.apps.people.vocabulary.profiles import hue_of
from dayroom.platform.models import PublicIdField


class MemberManager(BaseUserManager["Member"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Member:
        member = self.model(email=self.normalize_email(email).lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member


class Member(AbstractBaseUser):
    """The user model. The e-mail is the sign-in name and is never shown; the handle is public and a pseudonym."""

    public_id = PublicIdField()
    email = models.EmailField(max_length=254, unique=True, null=True)  # null once erased
    handle = models.CharField(max_length=24)
    # what a hurried eye sees of the handle (people.rules.handle_key): look-alikes are found at sign-up
    handle_key = models.CharField(max_length=24, blank=True, default="", db_default="", db_index=True)
    about = models.CharField(max_length=600, blank=True)
    about_hidden = models.BooleanField(default=False)  # a moderator's decision: only its writer sees it
    language = models.CharField(max_length=8, default="en")
    country = models.CharField(max_length=2, blank=True)
    time_zone = models.CharField(max_length=40, default="UTC")
    age_band = models.CharField(max_length=5, choices=AgeBand.choices, default=AgeBand.ADULT)
    adult_on = models.DateField(null=True)  # for a teen: when the teen rules end; the birth date itself is not kept
    guardian_confirmed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=9, choices=MemberState.choices, default=MemberState.ACTIVE)
    state_until = models.DateTimeField(null=True)
    trust_level = models.PositiveSmallIntegerField(choices=TrustLevel.choices, default=TrustLevel.NEW)
    posts_count = models.PositiveIntegerField(default=0)
    unread_count = models.PositiveIntegerField(default=0)  # notices not yet seen; kept with the notice rows
    joined_at = models.DateTimeField(default=timezone.now)
    quiet_from = models.TimeField(null=True)  # quiet hours: no mail in between
    quiet_until = models.TimeField(null=True)
    office_hours = models.CharField(max_length=200, blank=True)
    profile_private = models.BooleanField(default=False)
    peer_supporter = models.BooleanField(default=False)
    moderates = models.BooleanField(default=False)  # looks after some community; kept with its memberships
    # kept here so that a page knows in one row whether somebody has extra doors; the grants are the truth
    roles_cached = models.CharField(max_length=200, blank=True)
    has_factor_cached = models.BooleanField(default=False)
    # doors of the library's editor (Wagtail asks for groups); they follow the roles and never lead
    groups: models.ManyToManyField[Group, models.Model] = models.ManyToManyField(
        "auth.Group", blank=True, related_name="user_set", related_query_name="user"
    )

    objects = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("handle"), name="handle_once")]

    class Privacy:
        public = ("public_id", "handle", "joined_at", "peer_supporter", "office_hours")
        pseudonymous = ("id", "state", "state_until", "trust_level", "posts_count", "unread_count", "roles_cached",
                        "has_factor_cached", "profile_private", "moderates", "about_hidden")
        personal = ("email", "handle_key", "about", "language", "country", "time_zone", "age_band", "adult_on",
                    "guardian_confirmed_at", "last_login", "quiet_from", "quiet_until")
        secret = ("password",)

    def __str__(self) -> str:
        return self.handle

    @property
    def hue(self) -> int:
        return hue_of(self.handle)

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # a state here, a column in the base class
        return self.state in (MemberState.ACTIVE, MemberState.LIMITED, MemberState.LEAVING)

    @property
    def is_teen(self) -> bool:
        """Under 18: the rules for teens hold for children too, who have more of them."""
        return self.age_band in (AgeBand.TEEN, AgeBand.CHILD)

    @property
    def is_child(self) -> bool:
        return self.age_band == AgeBand.CHILD

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(self.roles_cached.split())

    @property
    def role_labels(self) -> list[str]:
        """The roles in words, in the reader's language."""
        return [str(Role(role).label) for role in sorted(self.roles) if role in Role.values]

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def is_staffish(self) -> bool:
        """Has a desk: some role beyond member, carer and peer supporter."""
        return self.moderates or self.has_role(*SECOND_FACTOR_ROLES, Role.CLINICIAN)

    # what Wagtail asks of a user model; nobody here may do everything
    is_superuser = False

    def get_full_name(self) -> str:
        """What colleagues at a desk see: the professional face where there is one, because which handle belongs to it
        is nobody's business; never the address with which somebody signs in."""
        faces = [one for one in self.personas.all() if one.verified_until is not None and one.retired_at is None]
        return faces[0].display_name if faces else self.handle

    def get_short_name(self) -> str:
        return self.get_full_name()

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and perm in self.group_permissions

    def has_perms(self, perm_list: Iterable[str], obj: object = None) -> bool:
        return all(self.has_perm(perm) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return any(perm.startswith(app_label + ".") for perm in self.group_permissions)

    @cached_property
    def group_permissions(self) -> frozenset[str]:
        """``app.permission`` of every group; asked once, and by the editor only."""
        found = Permission.objects.filter(group__user=self).values_list("content_type__app_label", "codename")
        return frozenset(f"{app}.{name}" for app, name in found)

    def has_second_factor(self) -> bool:
        return self.has_factor_cached


class RoleGrant(models.Model):
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    granted_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "role"], name="role_once")]

    class Privacy:
        pseudonymous = ("id", "member", "role", "granted_by", "granted_at")
