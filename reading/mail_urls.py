"""The addresses of following, of what mails lead to, and of reports."""

from django.urls import path

from reading.bounces import bounces
from reading.follow_pages import follow_noun, follows
from reading.report_pages import report_page, reports, thanks
from reading.unsubscribing import unsubscribe

urlpatterns = [
    path("reading/follows/", follows, name="reading_follows"),
    path("reading/follows/<int:show_id>/", follow_noun, name="reading_follow"),
    path("reading/unsubscribe/<str:token>/", unsubscribe, name="reading_unsubscribe"),
    path("reading/bounces/", bounces, name="reading_bounces"),
    path("reading/report/", report_page, name="reading_report"),
    path("reading/report/thanks/", thanks, name="reading_report_thanks"),
    path("reading/reports/", reports, name="reading_reports"),
]
