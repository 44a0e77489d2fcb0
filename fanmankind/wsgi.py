"""The WSGI entry point that granian serves, here and in production."""

import gc
import os
from typing import Any

from django.core.wsgi import get_wsgi_application

from fanmankind.checks import refuse_unsafe
from fanmankind.operating import metrics_place

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")
# libpq's own variable. Nobody waits longer for a page (nginx gives up after 30 seconds), so no
# question to PostgreSQL goes on for longer, and none waits for another's lock as long as that.
# Commands and workers may take their time.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=20s -c lock_timeout=5s")
metrics_place.prepare()


def behind_its_cache(site: Any) -> Any:
    """The site behind the public page cache, and both behind the operator's doors.

    They ask for the settings and so come late.
    """
    from fanmankind.edge.content_types import ContentTypes
    from fanmankind.edge.page_cache import PageCache, before
    from fanmankind.operating.doors import Doors
    from fanmankind.operating.metering import Carrier

    cached = before(ContentTypes(site))
    if isinstance(cached, PageCache):
        Carrier(cached.counts).start()
    return Doors(cached)


application = behind_its_cache(get_wsgi_application())

# A server imports this module and runs no system check, so the refusal stands here too.
refuse_unsafe()

# What was imported stays. Looking through all of it for garbage, again and again, made one answer
# in twenty half as slow again.
gc.collect()
gc.freeze()
