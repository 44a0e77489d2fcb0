"""A plain Wagtail starter project with pages that have the same text and pictures as ours.

``wagtail start`` makes it, as it makes everybody's; the page's model and template are the shortest
that Wagtail's own tutorial would have: a body of paragraphs, headings and pictures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.plain.content import Content

MODELS = """
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


class HomePage(Page):
    body = StreamField(
        [
            ("heading", blocks.CharBlock()),
            ("paragraph", blocks.RichTextBlock()),
            ("image", ImageChooserBlock()),
        ],
        null=True,
    )
"""
TEMPLATE = """
{% extends "base.html" %}
{% load wagtailcore_tags wagtailimages_tags %}
{% block body_class %}template-homepage{% endblock %}
{% block content %}
<h1>{{ page.title }}</h1>
{% for block in page.body %}
  {% if block.block_type == "heading" %}<h2>{{ block.value }}</h2>
  {% elif block.block_type == "image" %}{% image block.value width-1200 %}
  {% else %}{{ block.value|richtext }}{% endif %}
{% endfor %}
{% endblock %}
"""
SETTINGS = """
from .base import *

DEBUG = False
SECRET_KEY = "bench"
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
DATABASES["default"]["CONN_MAX_AGE"] = 600
"""
FILL = """
import json, os
from django.core.files.images import ImageFile
from home.models import HomePage
from wagtail.images.models import Image

page = None
for content in json.load(open(os.environ["BENCH_CONTENT"])):
    body = []
    for kind, value in content:
        if kind == "image":
            with open(value, "rb") as file:
                file = ImageFile(file, "picture" + os.path.splitext(value)[1])
                value = Image.objects.create(title="A picture", file=file).pk
        body.append({"type": kind, "value": value})
    above = page
    page = HomePage(title="P", slug="p") if above else HomePage.objects.get()
    if above:
        above.add_child(instance=page)
    page.body = json.dumps(body)
    page.save_revision().publish()
"""
APPLICATION = "plain.wsgi:application"


def make(folder: Path, contents: list[Content]) -> dict[str, str]:
    """Make the project in an empty folder; return the environment that serves it.

    Its pages live each below the one before: ``/``, ``/p/``, ``/p/p/``.
    """
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "plain.settings.bench"}
    told = folder.parent / "content.json"
    told.write_text(json.dumps(contents))
    wagtail = Path(sys.executable).parent / "wagtail"
    folder.mkdir()
    _run([str(wagtail), "start", "plain", str(folder)], folder, environment)
    (folder / "home" / "models.py").write_text(MODELS)
    (folder / "home" / "templates" / "home" / "home_page.html").write_text(TEMPLATE)
    (folder / "plain" / "settings" / "bench.py").write_text(SETTINGS)
    manage = [sys.executable, "manage.py"]
    for command in (["makemigrations", "home"], ["migrate", "--verbosity", "0"]):
        _run([*manage, *command], folder, environment)
    _run([*manage, "shell", "-c", FILL], folder, environment | {"BENCH_CONTENT": str(told)})
    return {"DJANGO_SETTINGS_MODULE": "plain.settings.bench", "PYTHONPATH": str(folder)}


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
