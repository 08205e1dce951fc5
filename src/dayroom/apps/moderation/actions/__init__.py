from dayroom.apps.moderation.actions.cases import open_case

__all__ = ["open_case"]
