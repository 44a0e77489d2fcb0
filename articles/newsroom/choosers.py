"""Choosing an episode in the newsroom: by show, number or title."""

from wagtail.admin.viewsets.chooser import ChooserViewSet


class EpisodeChooserViewSet(ChooserViewSet):
    """Lists episodes as ``For All Mankind S4E10: Perestroika`` with a search."""

    model = "articles.Episode"
    icon = "list-ol"
    choose_one_text = "Choose an episode"
    choose_another_text = "Choose another episode"
    url_filter_parameters = ["show"]
    preserve_url_parameters = ["show", "multiple"]
    search_fields = ["title", "season__show__title"]
    per_page = 20


episode_chooser = EpisodeChooserViewSet("episode_chooser")
