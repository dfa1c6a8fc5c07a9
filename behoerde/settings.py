"""The only settings. Every value comes through env.py and has a safe default."""

from datetime import timedelta

import pghistory
from csp.constants import NONCE, NONE, SELF

from behoerde.amt import BEHOERDE
from behoerde.env import BASE_DIR, env
from behoerde.hochladen import *  # noqa: F403 - a list of settings like this one
from behoerde.sprachen import LANGUAGES, LANGUAGES_PERSONAL  # noqa: F401 - LANGUAGES_PERSONAL is read as a setting

# --- Place -----------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
TEST = env.bool("TEST", False)  # unlocks the test clock, nothing else
DATEN = BASE_DIR / ".daten"
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ADRESSE = env("ADRESSE", default="http://localhost:8000")  # how links in letters and mails begin
ROOT_URLCONF = "behoerde.urls"
WSGI_APPLICATION = "behoerde.wsgi.application"
BEHOERDE_UHR = env("BEHOERDE_UHR", default="")  # test clock, see behoerde.kern.uhr

# --- Applications ----------------------------------------------------------
INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "django_htmx",
    "template_partials",
    "django_filters",
    "django_tables2",
    "django_countries",
    "phonenumber_field",
    "django_structlog",
    "django_prometheus",
    "csp",
    "ninja",
    "behoerde.kern",
    "termine",
    "lotsen",
    "fallmanagement",
    "monitoring",
    "django.forms",  # last: its templates are what ours replace
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "behoerde.kern.middleware.StoerungMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "behoerde.kern.middleware.KeineKopieMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "behoerde.kern.middleware.PersonalspracheMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "behoerde.kern.middleware.SitzungMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "behoerde.kern.middleware.DatenbankKontextMiddleware",
    "behoerde.kern.middleware.FehlseiteMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "behoerde.kern.middleware.ZweiterFaktorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "behoerde.kern.context_processors.behoerde",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "behoerde.kern.templatetags.bausteine"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # controls may have templates of their own
CRISPY_ALLOWED_TEMPLATE_PACKS = ("kern",)
CRISPY_TEMPLATE_PACK = "kern"
CRISPY_FAIL_SILENTLY = False
DJANGO_TABLES2_TEMPLATE = "_bausteine/tabelle.html"

# --- Database, cache, broker ----------------------------------------------
# The pool belongs to web processes only: after fork() parent and child would share a connection.
DATABASES = {"default": env.db_url("DATABASE_URL", engine="django.db.backends.postgresql")}
# Statements that kern.db.vorbereitet runs are prepared the first time; all others never.
# The planner takes the disk for an SSD, or a few small tables make it read them whole for each counter.
DATABASES["default"]["OPTIONS"] = {"connect_timeout": 3, "prepare_threshold": 0, "options": "-c random_page_cost=1.1"}
if env.bool("DATENBANK_POOL", False):
    # What the pool does after a restart of the database: see behoerde.postgresql. It does not try again longer and longer
    # by itself either, which would refuse people when the database is long back: the next request does.
    size = env.int("DATENBANK_POOL_GROESSE", 8)
    DATABASES["default"]["ENGINE"] = "behoerde.postgresql"
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": size, "timeout": 5, "reconnect_timeout": 2}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
VALKEY_URL = env("VALKEY_URL", default="redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "behoerde.kern.cache.AusfallsichererCache",
        "LOCATION": VALKEY_URL,
        "OPTIONS": {"socket_connect_timeout": 0.3, "socket_timeout": 0.5},
    },
    "datenbank": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kern_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "prozess": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},  # what each process may know for itself
}
CELERY_BROKER_URL = VALKEY_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 0.3,
    "socket_timeout": 5,
    "max_retries": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TIMEZONE = "UTC"
# One tick; which job is due stands in the database (Zeitplan).
CELERY_BEAT_SCHEDULE = {"tick": {"task": "kern.tick", "schedule": 15.0, "options": {"expires": 15}}}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATEN / "celerybeat-schedule")

# --- People and sign-in ----------------------------------------------------
AUTH_USER_MODEL = "kern.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "kern:arbeitsplatz"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # the login form loses its password field without it
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "behoerde.kern.anmeldung.KontoAdapter"
SOCIALACCOUNT_ADAPTER = "behoerde.kern.anmeldung.VerzeichnisAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the office, not by sign-up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = BEHOERDE["name"]
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "behoerde.kern.anmeldung.FaktorAdapter"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # passkeys on http://localhost in the example office only
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "stadt",
                "name": env("OIDC_NAME", default="Verzeichnis der Stadt"),
                "client_id": env("OIDC_CLIENT_ID", default=""),
                "secret": env("OIDC_SECRET", default=""),
                "settings": {"server_url": env("OIDC_SERVER_URL", default="")},
            }
        ]
        if env("OIDC_SERVER_URL", default="")
        else [],
    }
}
SITZUNG_LEERLAUF = timedelta(minutes=env.int("SITZUNG_LEERLAUF_MIN", 15))
SITZUNG_HOECHSTENS = timedelta(hours=env.int("SITZUNG_HOECHSTENS_STD", 10))
LESEPROTOKOLL_EIGENE_VERBINDUNG = True  # rows survive a rolled-back request
SESSION_COOKIE_AGE = int(SITZUNG_HOECHSTENS.total_seconds())

# --- History by triggers ---------------------------------------------------
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_APPEND_ONLY = True

# --- Keys ------------------------------------------------------------------
LINK_SCHLUESSEL = env("LINK_SCHLUESSEL", default=SECRET_KEY)  # capability links
FELD_SCHLUESSEL = env.list("FELD_SCHLUESSEL", default=[])  # Fernet keys, newest first
HASH_SCHLUESSEL = env("HASH_SCHLUESSEL", default=SECRET_KEY)  # equality search of persons
ALTCHA_SCHLUESSEL = env("ALTCHA_SCHLUESSEL", default=SECRET_KEY)

# --- Protection of public forms (behoerde.kern.schutz) ----------------------
SCHUTZ_AUFWAND = env.int("SCHUTZ_AUFWAND", 1000)  # PBKDF2 rounds for each of the 2000 to 4000 tries of a device
# Uses of one form: per address, per network, per contact (behoerde.kern.grenzen); without JavaScript tighter.
SCHUTZ_GRENZEN = {
    "geprueft": env.list("SCHUTZ_GRENZEN", default=["60/10m", "300/10m", "6/h"]),
    "ohne_skript": env.list("SCHUTZ_GRENZEN_OHNE_SKRIPT", default=["20/h", "60/h", "4/h"]),
}

# --- Transport security and headers ---------------------------------------
SICHER = ADRESSE.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_SSL_REDIRECT = SICHER and not ALLAUTH_TRUSTED_PROXY_COUNT
SECURE_HSTS_SECONDS = 31_536_000 if SICHER else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SICHER
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SICHER
SESSION_COOKIE_NAME = "__Host-sitzung" if SICHER else "sitzung"
CSRF_COOKIE_NAME = "__Host-csrf" if SICHER else "csrf"
LANGUAGE_COOKIE_NAME = "__Host-sprache" if SICHER else "sprache"
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "behoerde.kern.views.fehler.csrf"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **{key: [NONE] for key in ("default-src", "base-uri", "frame-ancestors")},
        **{key: [SELF] for key in ("style-src", "font-src", "connect-src", "worker-src", "manifest-src", "form-action")},
        "script-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
}

# --- Language and time -----------------------------------------------------
LANGUAGE_CODE = "de"
SPRACHEN_GEPRUEFT = env.list("SPRACHEN_GEPRUEFT", default=["de", "en"])  # others say that nobody has read them yet
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "de"
MODELTRANSLATION_LANGUAGES = tuple(code for code, _ in LANGUAGES)
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("de",), "de-simple": ("de",)}
TIME_ZONE = "Europe/Berlin"
USE_I18N = USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "DE"
PHONENUMBER_DB_FORMAT = "E164"

# --- Messages --------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env("EMAIL_HOST", default="127.0.0.1")
EMAIL_PORT = env.int("EMAIL_PORT", 8025)
EMAIL_HOST_USER = env("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"{BEHOERDE['name']} <{BEHOERDE['email']}>")
SMS_BACKEND = env("SMS_BACKEND", default="behoerde.kern.sms.DateiBackend")
SMS_URL = env("SMS_URL", default="")
SMS_SCHLUESSEL = env("SMS_SCHLUESSEL", default="")
MAIL_ABLAGE = DATEN / "mail"  # where the local sink keeps what it received (DEBUG page)

# --- Static files ----------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "behoerde.statisch.StatischeDateien"},
}
WHITENOISE_MANIFEST_STRICT = False

# --- Logs ------------------------------------------------------------------
LOG_FORMAT = env("LOG_FORMAT", default="json")
LOGGING_CONFIG = "behoerde.kern.protokollierung.configure"
LOGGING = {"format": LOG_FORMAT, "level": env("LOG_LEVEL", default="INFO")}
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_CELERY_ENABLED = True
