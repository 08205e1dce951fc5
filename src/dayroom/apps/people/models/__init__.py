from dayroom.apps.people.models.consents import Consent
from dayroom.apps.people.models.members import Member, RoleGrant
from dayroom.apps.people.models.personas import Credential, Persona
from dayroom.apps.people.models.ties import Block, Follow, Mute

__all__ = ["Block", "Consent", "Credential", "Follow", "Member", "Mute", "Persona", "RoleGrant"]
