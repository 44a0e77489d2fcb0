"""``make dev`` starts anew when code or a template changes, never because the site wrote data."""

from pathlib import Path

from fanmankind import serving


def test_every_app_and_template_is_watched() -> None:
    watched = {Path(folder) for folder in serving.watched()}
    for place in ("accounts", "articles", "fanmankind", "reading", "templates"):
        assert serving.ROOT / place in watched


def test_no_folder_that_data_lie_in_is_watched() -> None:
    data = serving.ROOT / "var"
    assert not any(data.is_relative_to(folder) for folder in serving.watched())


def test_all_three_processes_watch_and_only_in_development(settings) -> None:
    def commands() -> list[list[str]]:
        return [serving.web_server(), *serving.workers()]

    plain = commands()
    settings.DEBUG = True
    for command, usual in zip(commands(), plain, strict=True):
        assert set(serving.watched()) <= set(command)
        assert not set(serving.watched()) & set(usual)
