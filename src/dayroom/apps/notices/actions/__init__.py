from dayroom.apps.notices.actions.telling import tell

__all__ = ["tell"]
