"""All settings of fanmankind, in one file.

What differs between two places comes from the environment; with nothing set, this is a local
installation on embedded parts (SQLite, database cache and queue, files under ``var/``).
An installation whose SITE_URL is not on this machine is a production one, and
``fanmankind.checks`` refuses to start it on an unsafe setting.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from fanmankind import environment, limits, logs, parts, providers, storing
from fanmankind.edge import csp

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var")

# --- The place -------------------------------------------------------------------------------
PORT = os.environ.get("PORT", "8000")
SITE_URL = environment.address("SITE_URL", f"http://localhost:{PORT}")
IS_LOCAL = environment.is_loopback(SITE_URL)
DEBUG = environment.flag("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY") or environment.kept_secret(DATA_DIR / "secret-key")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")  # former ones, newest first
ALLOWED_HOSTS = environment.words(
    "ALLOWED_HOSTS", f"{urlsplit(SITE_URL).hostname}" + (",127.0.0.1,[::1]" if IS_LOCAL else "")
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "fanmankind.views.csrf_failure"
ROOT_URLCONF = "fanmankind.urls"
WSGI_APPLICATION = "fanmankind.wsgi.application"

# --- Parts -----------------------------------------------------------------------------------
INSTALLED_APPS, MIDDLEWARE = list(parts.APPS), list(parts.MIDDLEWARE)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static", "articles.templatetags.site"],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # widgets' templates may be ours

# --- Data ------------------------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
DATABASES = {"default": environment.database(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
    INSTALLED_APPS.append("django.contrib.postgres")  # full text search asks for it
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": environment.cache(os.environ.get("CACHE_URL", "db://cache")),
    # Pages read their renditions with the pictures; Wagtail's copies of them in a cache would
    # cost seven further queries for each one made.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Run each minute by the mail worker.
MORE_CHORES = [
    "articles.schedule.publish_due",
    "reading.alert_rounds.tell_followers",
    "fanmankind.edge.resilient_cache.forget_expired",
    "fanmankind.edge.models.fold",
    "fanmankind.edge.copy_files.tidy",
    "articles.readership.fold_due",
    "articles.importing.jobs.forget_old_uploads",
    "fanmankind.operating.queues.note_mail_worker",
]
MAILERS = {"default": environment.mailer(os.environ.get("EMAIL_URL", "console://"))}
DEFAULT_FROM_EMAIL = os.environ.get("FROM_EMAIL", "fanmankind <hello@fanmankind.example>")
BOUNCE_SECRET = os.environ.get("BOUNCE_SECRET", "")  # the webhook is off without it
BOUNCE_MAILBOX = os.environ.get("BOUNCE_MAILBOX", "")

# --- Files -----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_HOST = storing.media_host()
STORAGES = {
    "default": storing.storage(),
    "exports": storing.private(DATA_DIR / "exports"),  # accounts/export.py
    "imports": storing.private(DATA_DIR / "imports"),  # articles/importing/jobs.py
    "staticfiles": {"BACKEND": "fanmankind.edge.static_storage.SiteStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 300  # seconds, for a static file asked for without its hash
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long article's form in the newsroom

# --- People ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "accounts.passwords.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.StrengthValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "accounts.session_store"
SESSION_COOKIE_AGE = 30 * 24 * 3600  # seconds unused; edge/session_limits.py has the others
PASSWORD_RESET_TIMEOUT = 3600  # seconds
SUPPORT_EMAIL = os.environ.get("SUPPORT_EMAIL", "support@fanmankind.example")
SUPPORT_URL = os.environ.get("SUPPORT_URL", f"mailto:{SUPPORT_EMAIL}")
NEWSROOM_FACTOR_WAIVED = environment.flag("NEWSROOM_FACTOR_WAIVED", default=IS_LOCAL)

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "accounts.email_forms.NewEmailForm",
    "login": "accounts.coming_back.LoginForm",
    "signup": "accounts.signup.SignupForm",
    "confirm_email_verification_code": "accounts.joining.ConfirmForm",
    "request_login_code": "accounts.login_codes.RequestForm",
    "reset_password": "accounts.forgot.ForgotPasswordForm",
    "reset_password_from_key": "accounts.password_forms.ResetPasswordKeyForm",
    "set_password": "accounts.password_forms.SetPasswordForm",
    "change_password": "accounts.password_forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600  # seconds
# No _SUPPORTS_CHANGE: allauth offers it for new accounts alone, which tells a taken address apart.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/accounts/email/"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = limits.ACCOUNTS
ALLAUTH_TRUSTED_PROXY_COUNT = environment.count("TRUSTED_PROXIES")

SOCIALACCOUNT_ADAPTER = "accounts.social.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {"google": providers.google(), "apple": providers.apple()}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 4  # seconds; accounts/social.py says how many may wait
APPLE_URLS = providers.apple_urls()
RECAPTCHA = providers.recaptcha()
RECAPTCHA_PUBLIC_KEY = RECAPTCHA.site_key
RECAPTCHA_PRIVATE_KEY = RECAPTCHA.secret_key
RECAPTCHA_NOTICE = os.environ.get(
    "RECAPTCHA_NOTICE",
    "This site is protected by reCAPTCHA and the Google {privacy} and {terms} apply.",
)
RECAPTCHA_SMALLEST_SCORE = 0.5  # of 1, Google's own default

MFA_ADAPTER = "accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = True
MFA_TOTP_ISSUER = "fanmankind"
MFA_TOTP_TOLERANCE = 1  # step of 30 s, before and after: see accounts/app_codes.py
MFA_FORMS = {
    "activate_totp": "accounts.app_codes.ActivateForm",
    "add_webauthn": "accounts.passkeys.KeyAddForm",
    "login_webauthn": "accounts.passkeys.KeySignInForm",
    "authenticate_webauthn": "accounts.passkeys.KeyFactorForm",
    "reauthenticate_webauthn": "accounts.passkeys.KeyProofForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOCAL
USERSESSIONS_TRACK_ACTIVITY = True

# --- Edge ------------------------------------------------------------------------------------
WEB_WORKERS = environment.count("WEB_WORKERS", 1) or 1  # processes that make serve starts
WEB_THREADS = 12  # of each web process; deploy/ starts as many
PAGE_CACHE = environment.flag("PAGE_CACHE", default=not DEBUG)
PAGE_CACHE_ROOM = environment.count("PAGE_CACHE_MB", 32) * 1024 * 1024  # bytes, in each process
PAGE_COPIES = DATA_DIR / "pages"  # what outlives a process; no state of the site
PAGE_COPIES_ROOM = environment.count("PAGE_COPIES_MB", 512) * 1024 * 1024  # bytes of the disk
WAGTAILFRONTENDCACHE = environment.frontend_cache()
SECURE_CSP = csp.PAGES
ACCOUNTS_CSP = csp.accounts(providers.origins())
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the newsroom shows previews in a frame; pages forbid it by CSP
IS_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
if IS_HTTPS:  # a browser takes these names only from this very host, over https, for every path
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
if environment.flag("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # the proxy redirects to https; deploy/ shows how

# --- Words and time --------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
USE_I18N = True
TIME_ZONE = environment.time_zone(default="UTC")
USE_TZ = True

# --- Newsroom (Wagtail) ----------------------------------------------------------------------
WAGTAIL_SITE_NAME = "fanmankind"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "articles.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "articles.picture_form.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # whoever may see a document, wherever its file is
WAGTAILIMAGES_AVIF_QUALITY = 56
WAGTAILIMAGES_WEBP_QUALITY = 74
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILEMBEDS_RESPONSIVE_HTML = True
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False  # accounts have their own doors, with limits and factors
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_AUTOSAVE_INTERVAL = 1500  # milliseconds after the last change
WAGTAIL_ENABLE_UPDATE_CHECK = False  # nothing calls home
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

IMPORT_LARGEST = environment.count("IMPORT_LARGEST_MB", 1024) * 1024 * 1024  # bytes of an upload
IMPORT_MEDIA = os.environ.get("IMPORT_MEDIA", "")  # a copy of wp-content/uploads, if there is one

# --- Log and operation -------------------------------------------------------------------------
LOG_LEVEL = environment.log_level(default="WARNING" if IS_LOCAL else "INFO")
LOGGING = logs.to_console(LOG_LEVEL, as_json=environment.flag("LOG_JSON"))
SLOW_QUERY_MS = environment.count("SLOW_QUERY_MS", 1000)  # 0 logs none
OPERATOR_TOKEN = os.environ.get("OPERATOR_TOKEN", "").strip()  # opens what operating/doors.py tells

# --- Debug pages: `make dev` alone -------------------------------------------------------------
if DEBUG:
    INSTALLED_APPS.append("debug_toolbar")
    MIDDLEWARE.insert(4, "debug_toolbar.middleware.DebugToolbarMiddleware")
    INTERNAL_IPS = ["127.0.0.1", "::1"]
