"""The WSGI entry point that granian serves, here and in production."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")

application = get_wsgi_application()
