"""``dayroom createowner``: the first account of a new site."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from dayroom.apps.people.actions import make_owner
from dayroom.kernel.errors import DayroomError


class Command(BaseCommand):
    help = "Make the first owner and steward. The password is asked for, or read from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the sign-in name; never shown")
        parser.add_argument("handle", help="the public name")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        password = sys.stdin.readline().rstrip("\n") if options["password_stdin"] else getpass.getpass("Password: ")
        try:
            validate_email(options["email"])
            validate_password(password)
            made = make_owner(email=options["email"], handle=options["handle"], password=password, now=timezone.now())
        except (ValidationError, DayroomError) as fault:
            raise CommandError(" ".join(getattr(fault, "messages", [str(fault)]))) from fault
        self.stdout.write(f"{made.handle} is owner and steward. Sign in and set up a second factor: the desks need it.")
