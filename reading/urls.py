"""The addresses of what is somebody's own."""

from django.urls import include, path

from reading.me import me
from reading.merging import merge
from reading.shelf_page import shelf
from reading.writes import place_noun, progress_noun, saved_noun

urlpatterns = [
    path("reading/me.json", me, name="reading_me"),
    path("", include("reading.mail_urls")),
    path("reading/shelf/", shelf, name="reading_shelf"),
    path("reading/merge/", merge, name="reading_merge"),
    path("reading/progress/<int:show_id>/", progress_noun, name="reading_progress"),
    path("reading/saved/<int:article_id>/", saved_noun, name="reading_saved"),
    path("reading/places/<int:article_id>/", place_noun, name="reading_place"),
]
