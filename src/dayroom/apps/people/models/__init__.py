from dayroom.apps.people.models.authorizations import Authorization, AuthorizationUse
from dayroom.apps.people.models.consents import Consent
from dayroom.apps.people.models.guardians import GuardianConsent
from dayroom.apps.people.models.members import Member, RoleGrant
from dayroom.apps.people.models.personas import Credential, Persona
from dayroom.apps.people.models.policies import Policy, PolicyAcknowledgement, PolicyText, PolicyVersion
from dayroom.apps.people.models.ties import Block, Follow, Mute
from dayroom.apps.people.models.training import TrainingRecord

__all__ = [
    "Authorization",
    "AuthorizationUse",
    "Block",
    "Consent",
    "Credential",
    "Follow",
    "GuardianConsent",
    "Member",
    "Mute",
    "Persona",
    "Policy",
    "PolicyAcknowledgement",
    "PolicyText",
    "PolicyVersion",
    "RoleGrant",
    "TrainingRecord",
]
