from dayroom.apps.people.forms.signup import BirthDateField, SignupForm

__all__ = ["BirthDateField", "SignupForm"]
