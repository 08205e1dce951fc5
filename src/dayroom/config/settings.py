"""Every setting of the site, with the reason. Values come from the environment; the defaults run."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from dayroom.config import env

PACKAGE_DIR = Path(__file__).resolve().parent.parent

# --- Where this site keeps things --------------------------------------------------------------------------------
# DAYROOM_DATA_DIR: database, media, keys and the erasure ledger; one folder to back up.
DATA_DIR = Path(env.text("DAYROOM_DATA_DIR", ".dayroom")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)


def _kept_secret(name: str, make: str) -> str:
    """A secret made once and kept beside the database (mode 600) when the environment gives none."""
    path = DATA_DIR / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(make, encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


# DAYROOM_PRODUCTION: refuse to start with an unsafe setting (config/safety.py). Off for a try-out on one's own machine.
PRODUCTION = env.flag("DAYROOM_PRODUCTION", default=False)
# DAYROOM_DEMO: sign-in as any of the cast from one page. Never together with production.
DEMO_MODE = env.flag("DAYROOM_DEMO", default=False)
# DAYROOM_DEBUG: error pages with the inside of the program, for whoever builds it. Refused in production.
DEBUG = env.flag("DAYROOM_DEBUG", default=False)
# DAYROOM_SECRET_KEY: signs sessions and links; made once and kept in the data folder when not given.
SECRET_KEY = env.text("DAYROOM_SECRET_KEY") or _kept_secret("secret-key", secrets.token_urlsafe(50))
# DAYROOM_WRAPPING_KEYS: url-safe base64 of 32 bytes each; the first wraps, all unwrap (rotation).
DAYROOM_WRAPPING_KEYS = env.words("DAYROOM_WRAPPING_KEYS") or [
    _kept_secret("wrapping-key", base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
]
# DAYROOM_HOSTS: the names under which the site is reached.
ALLOWED_HOSTS = env.words("DAYROOM_HOSTS", "127.0.0.1 localhost [::1]")
# DAYROOM_URL: the address that stands in mails.
SITE_URL = env.text("DAYROOM_URL", "http://127.0.0.1:8000").rstrip("/")
# DAYROOM_NAME: what the site is called, on pages and in mails.
SITE_NAME = env.text("DAYROOM_NAME", "Dayroom")
# DAYROOM_HTTPS: cookies and redirects for https; must be on in production.
HTTPS = env.flag("DAYROOM_HTTPS", default=PRODUCTION)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
# DAYROOM_COUNTRY: whose telephone numbers and helplines are meant when a member has not said.
DEFAULT_COUNTRY = env.text("DAYROOM_COUNTRY", "US")
# DAYROOM_PROFILE: the deployment profile of standards §0; it selects clocks and notices.
DEPLOYMENT_PROFILE = env.text("DAYROOM_PROFILE", "other")
# DAYROOM_PROXY: the site stands behind a proxy that sets X-Forwarded-Proto and X-Forwarded-For.
BEHIND_PROXY = env.flag("DAYROOM_PROXY", default=False)

# --- Apps, in the order of the ladder: what stands lower comes first ----------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "csp",
    # the library's pages, pictures and approvals (docs/adr/0016): no embeds, no documents, no redirects, no sites
    "dayroom.config.editor.EditorProfiles",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "dayroom.platform",
    "dayroom.apps.audit",
    "dayroom.apps.screening",
    "dayroom.apps.people",
    "dayroom.apps.notices",
    "dayroom.apps.moderation",
    "dayroom.apps.communities",
    "dayroom.apps.conversations",
    "dayroom.apps.tracking",
    "dayroom.apps.library",
    "dayroom.apps.listening",
    "dayroom.apps.outreach",
    "dayroom.apps.governance",
    "dayroom.web",
    "dayroom.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "dayroom.web.middleware.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dayroom.web.middleware.WithoutDatabase",
    "dayroom.apps.people.middleware.ShortSessions",
    "dayroom.web.middleware.Reader",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dayroom.web.middleware.Errors",
]

ROOT_URLCONF = "dayroom.config.urls"
WSGI_APPLICATION = "dayroom.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "dayroom.web.context.shell",
            ],
            # icons, fixed sentences and addresses are rendered once (web/templatetags/steady.py)
            "builtins": ["dayroom.web.templatetags.steady"],
            "libraries": {
                "i18n": "dayroom.web.templatetags.steady_i18n",
                "static": "dayroom.web.templatetags.steady_static",
            },
        },
    }
]

# templates.W003: two tag libraries of one name. Ours stand in for Django's on purpose, see above.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]

# --- Data ---------------------------------------------------------------------------------------------------------
# DATABASE_URL: postgresql://… for PostgreSQL; empty for the embedded SQLite in the data folder.
DATABASES = {"default": env.database(env.text("DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA_DIR / "media"
# DAYROOM_LAKE_DIR: public posts that are listened to, as Parquet files (docs/adr/0026); may lie on a larger disk.
LAKE_DIR = Path(env.text("DAYROOM_LAKE_DIR", str(DATA_DIR / "lake")))
MEDIA_URL = "/media/"
# DAYROOM_TASKS: "database" for the worker; "immediate" runs jobs inside the request (tests, a site without a worker);
# "off" drops them (while the demo's two years are told, which would otherwise be announced today).
TASK_BACKENDS = {
    "database": "django_tasks_db.DatabaseBackend",
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "off": "django_tasks.backends.dummy.DummyBackend",
}
TASKS = {"default": {"BACKEND": TASK_BACKENDS[env.text("DAYROOM_TASKS", "database")], "QUEUES": ["default"]}}
# counts sign-in attempts (allauth): in the database, so that every process counts together
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "platform_cache"}}

# --- People -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "dayroom.apps.people.adapters.LengthByFactors"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "dayroom.apps.people.adapters.NotTheHandle"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "dayroom.apps.people.adapters.AccountAdapter"
MFA_ADAPTER = "dayroom.apps.people.adapters.MFAAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# a mail whenever a password, an address or a second factor changes
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds; standards §11: step-up at most 10 minutes old
ACCOUNT_FORMS = {
    "signup": "dayroom.apps.people.forms.SignupForm",
    "login": "dayroom.apps.people.forms.signin.LoginForm",
}
MFA_FORMS = {
    "authenticate": "dayroom.apps.people.forms.signin.AuthenticateForm",
    "reauthenticate": "dayroom.apps.people.forms.signin.ReauthenticateForm",
    "activate_totp": "dayroom.apps.people.forms.signin.ActivateTOTPForm",
    "add_webauthn": "dayroom.apps.people.forms.signin.AddWebAuthnForm",
    "edit_webauthn": "dayroom.apps.people.forms.signin.EditWebAuthnForm",
}
# never a permanent lock: attempts per window, by account and by address (standards §11)
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key,60/15m/ip", "signup": "20/h/ip", "reset_password": "20/h/ip,5/h/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
# browsers accept passkeys without https on localhost only
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a long article in the editor has a field for every line of every list
DATA_UPLOAD_MAX_NUMBER_FILES = 4
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- Security -----------------------------------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would sign people out who follow the link in a mail
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30  # standards §11, AAL1: at most 30 days
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "dayroom.web.views.errors.csrf_failure"
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- The library's editor (Wagtail) ---------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
# nothing is asked of anybody outside: no look for updates, no faces by e-mail address, no count of this site
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# people, passwords and mails are ours (people, notices)
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# a page is found by our own index (platform.search), so that one rule says who sees it; Wagtail's is for its editor
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database.fallback", "AUTO_UPDATE": False},
}
WAGTAIL_PAGE_MODEL = "wagtailcore.Page"
WAGTAILIMAGES_IMAGE_MODEL = "library.ArticlePicture"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # standards §11
# what is approved is not published by Wagtail: our own actions look again first
WAGTAIL_FINISH_WORKFLOW_ACTION = "dayroom.config.editor.leave_to_the_desk"
# an approved text that is changed goes through the steps again
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_MODERATION_ENABLED = True
WAGTAIL_I18N_ENABLED = False

# --- Words and time -----------------------------------------------------------------------------------------------
# DAYROOM_LANGUAGE: the language of pages for people who have not chosen one (en or es).
LANGUAGE_CODE = env.text("DAYROOM_LANGUAGE", "en")
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
FORMAT_MODULE_PATH = "dayroom.config.formats"  # how a day is written, one way on every page
# DAYROOM_TIME_ZONE: of visitors, and of members who have not chosen one.
TIME_ZONE = env.text("DAYROOM_TIME_ZONE", "UTC")
USE_TZ = True
USE_I18N = True

# --- Static files -------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
# "dayroom serve" collects them here, hashed and compressed
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [PACKAGE_DIR / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dayroom.web.static_names.HashedStatic"},
}
# found in the source folder as well, so that a checkout runs without collectstatic
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60 * 60

# --- Mail ---------------------------------------------------------------------------------------------------------
# DAYROOM_MAIL_HOST: empty prints mails to a folder beside the database instead of sending them.
EMAIL_HOST = env.text("DAYROOM_MAIL_HOST")
# DAYROOM_MAIL_PORT: of the mail server.
EMAIL_PORT = env.number("DAYROOM_MAIL_PORT", 587)
# DAYROOM_MAIL_USER: the name with which the site signs in at the mail server.
EMAIL_HOST_USER = env.text("DAYROOM_MAIL_USER")
# DAYROOM_MAIL_PASSWORD: and its password.
EMAIL_HOST_PASSWORD = env.text("DAYROOM_MAIL_PASSWORD")
# DAYROOM_MAIL_TLS: mails leave encrypted.
EMAIL_USE_TLS = env.flag("DAYROOM_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 15
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
# DAYROOM_MAIL_FROM: the sender of every mail.
DEFAULT_FROM_EMAIL = env.text("DAYROOM_MAIL_FROM", "Dayroom <noreply@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Logs: event names, ids, counts and durations; never words (tests/guards/test_canary.py) ------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"scrub": {"()": "dayroom.platform.logs.Scrub"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["scrub"]},
    },
    # DAYROOM_LOG_LEVEL: DEBUG, INFO, WARNING or ERROR; none of them logs what people wrote.
    "root": {"handlers": ["console"], "level": env.text("DAYROOM_LOG_LEVEL", "WARNING")},
    "loggers": {"django.security.DisallowedHost": {"level": "ERROR"}},
}

# --- Limits that an operator may set -------------------------------------------------------------------------------
# DAYROOM_CONSULTATION_URL: your own booking or telehealth page; professionals can point people there. Empty: none.
CONSULTATION_URL = env.text("DAYROOM_CONSULTATION_URL")
if DEMO_MODE and not CONSULTATION_URL:
    CONSULTATION_URL = "https://consultations.example.org/"
if CONSULTATION_URL and not CONSULTATION_URL.startswith("https://"):
    raise env.BadSetting("DAYROOM_CONSULTATION_URL must start with https://.")
# DAYROOM_CONSULTATION_LABEL: what the link to it says.
CONSULTATION_LABEL = env.text("DAYROOM_CONSULTATION_LABEL", "Book a consultation")
# DAYROOM_ERASURE_GRACE_DAYS: how long a deleted account can be taken back.
ERASURE_GRACE_DAYS = env.number("DAYROOM_ERASURE_GRACE_DAYS", 14)
# DAYROOM_HEALTH_IMPORT_MB: how large a file of health data may be that a member brings along, in megabytes.
HEALTH_IMPORT_MOST_BYTES = env.number("DAYROOM_HEALTH_IMPORT_MB", 2048) * 1024 * 1024
# DAYROOM_LISTENING_FILE_MB: the largest file of public posts or counts that an analyst can bring.
LISTENING_FILE_MOST_BYTES = env.number("DAYROOM_LISTENING_FILE_MB", 2048) * 1024 * 1024
# DAYROOM_PACKS: the rule packs the guard reads with: names of shipped ones, paths of own TOML files; empty means all
# that ship. A pack that cannot be read keeps the site from starting.
GUARD_PACKS = env.words("DAYROOM_PACKS")
# DAYROOM_GUARD_SECONDS: how long the guard may read one long text; after that a member's post is kept and held, a
# professional's is refused.
GUARD_SECONDS = env.number("DAYROOM_GUARD_SECONDS", 5)
# DAYROOM_YOUNG_COMMUNITIES: allow closed, guardian-consented, staff-led communities for members under 13.
YOUNG_COMMUNITIES = env.flag("DAYROOM_YOUNG_COMMUNITIES", default=False)

# DAYROOM_TRAINING_GATES: policies are read and courses passed before somebody moderates or speaks as a professional.
TRAINING_GATES = env.flag("DAYROOM_TRAINING_GATES", default=True)
# DAYROOM_TRAINING_DAYS: how long a passed course counts (a year; our own choice, 2026-11-21).
TRAINING_DAYS = env.number("DAYROOM_TRAINING_DAYS", 365)

# --- Moderation ---------------------------------------------------------------------------------------------------
# Clocks as of 2026-11-20 (convention after DSA art 16 and 20 and Santa Clara 2.0); an operator may promise others.
# DAYROOM_DUE_CRISIS_MINUTES: how soon somebody looks when a life may be at risk.
DUE_CRISIS_MINUTES = env.number("DAYROOM_DUE_CRISIS_MINUTES", 15)
# DAYROOM_DUE_URGENT_HOURS: how soon somebody looks when a person was given away or hurt.
DUE_URGENT_HOURS = env.number("DAYROOM_DUE_URGENT_HOURS", 4)
# DAYROOM_DUE_NORMAL_HOURS: how soon somebody looks at everything else.
DUE_NORMAL_HOURS = env.number("DAYROOM_DUE_NORMAL_HOURS", 72)
# DAYROOM_DUE_APPEAL_DAYS: how soon an appeal is answered.
DUE_APPEAL_DAYS = env.number("DAYROOM_DUE_APPEAL_DAYS", 7)
# DAYROOM_STRIKE_DAYS: how long a strike counts.
STRIKE_DAYS = env.number("DAYROOM_STRIKE_DAYS", 180)
# DAYROOM_HARD_CASES_A_DAY: after so many crisis cases in a day the desk asks a moderator to stop (0: never).
HARD_CASES_A_DAY = env.number("DAYROOM_HARD_CASES_A_DAY", 8)
# DAYROOM_ONCALL_WEBHOOK: an address that is told when a crisis case opens: ids and the tier, no words.
ONCALL_WEBHOOK = env.text("DAYROOM_ONCALL_WEBHOOK")
# DAYROOM_ONCALL_WEBHOOK_SECRET: signs what is sent there (HMAC-SHA-256, header X-Dayroom-Signature).
ONCALL_WEBHOOK_SECRET = env.text("DAYROOM_ONCALL_WEBHOOK_SECRET")
# DAYROOM_ONCALL_WEBHOOK_PRIVATE: the address may lie inside one's own network; otherwise private addresses are refused.
ONCALL_WEBHOOK_PRIVATE = env.flag("DAYROOM_ONCALL_WEBHOOK_PRIVATE", default=False)
# DAYROOM_VAPID_PUBLIC_KEY: lets browsers of moderators take push messages; empty: no push.
VAPID_PUBLIC_KEY = env.text("DAYROOM_VAPID_PUBLIC_KEY")
# DAYROOM_VAPID_PRIVATE_KEY: signs push messages (url-safe base64, as vapid tools print it).
VAPID_PRIVATE_KEY = env.text("DAYROOM_VAPID_PRIVATE_KEY")
# DAYROOM_VAPID_CONTACT: a mail address at which a push service can reach the operator.
VAPID_CONTACT = env.text("DAYROOM_VAPID_CONTACT")

# --- Networks that the organization speaks on ----------------------------------------------------------------------
# DAYROOM_MASTODON_SERVER: the server of the organization's account, with https:// (Mastodon, or one that speaks its
# way). Empty: this channel is not offered.
MASTODON_SERVER = env.text("DAYROOM_MASTODON_SERVER").rstrip("/")
if MASTODON_SERVER and not MASTODON_SERVER.startswith("https://"):
    raise env.BadSetting("DAYROOM_MASTODON_SERVER must start with https://.")
# DAYROOM_MASTODON_TOKEN: the access token of that account; it may read the account and its posts, and write posts and
# media.
MASTODON_TOKEN = env.text("DAYROOM_MASTODON_TOKEN")
# DAYROOM_FEDERATION: the organization has an actor on ActivityPub that people elsewhere can follow. What members write
# never leaves by it.
FEDERATION = env.flag("DAYROOM_FEDERATION", default=False)
# DAYROOM_FEDERATION_NAME: the name before the @ of that actor: small letters, digits and _. It stays for good.
FEDERATION_NAME = env.text("DAYROOM_FEDERATION_NAME", "news")
if not FEDERATION_NAME.replace("_", "a").isalnum() or FEDERATION_NAME.lower() != FEDERATION_NAME:
    raise env.BadSetting("DAYROOM_FEDERATION_NAME must be small letters, digits and _.")
