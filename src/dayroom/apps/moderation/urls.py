
urlpatterns: list = [  # type: ignore[type-arg]  # Django's own type is not public
]
