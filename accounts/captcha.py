"""reCAPTCHA v3 on a form, with the checkbox challenge for a real person whom the score misjudged.

django-recaptcha brings the field and widget; asking the verifier is ours, because the package
lets most failures through as errors and hands on a forgeable client address.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.forms import Form, ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_recaptcha.fields import ReCaptchaField
from django_recaptcha.widgets import ReCaptchaV2Checkbox, ReCaptchaV3

from accounts.places import Company, NotAsked

log = logging.getLogger(__name__)

PATIENCE = 4.0  # seconds for the whole question, name lookup included
LARGEST_ANSWER = 16_384  # bytes
LONGEST_TOKEN = 8_192  # characters; Google's are under 3,000
BOX = "g-recaptcha-response"  # the field that Google's script adds with the checkbox
MOST_AT_ONCE = 3  # questions under way in one process, which has more threads than that


def failure() -> SafeString:
    """What a person reads when something failed that is not theirs to mend."""
    return format_html(
        'Something went wrong. Try again or <a href="{}">contact support</a>'
        " if the problem persists.",
        settings.SUPPORT_URL,
    )


def is_on() -> bool:
    """Whether there are keys. Production does not start without (fanmankind.E007)."""
    return bool(settings.RECAPTCHA.site_key)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verifier said of a token; ``answer`` is empty when it could not be asked."""

    trouble: str = ""
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """From 0 (a machine) to 1 (a person); 0 when the answer has none."""
        value = self.answer.get("score")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return 0.0
        return float(value)


_company = Company("recaptcha", most=MOST_AT_ONCE, patience=PATIENCE)


def ask(token: str, secret: str) -> Verdict:
    """Ask the verifier about a token, for at most PATIENCE seconds whatever happens."""
    try:
        return _company.ask(lambda: _ask(token, secret))
    except NotAsked as error:
        return Verdict(str(error))


def _ask(token: str, secret: str) -> Verdict:
    try:
        with requests.post(
            settings.RECAPTCHA.verify_url,
            data={"secret": secret, "response": token},
            timeout=PATIENCE,
            stream=True,
            allow_redirects=False,
        ) as response:
            if response.status_code != 200:
                return Verdict(f"status {response.status_code}")
            answer = json.loads(response.raw.read(LARGEST_ANSWER, decode_content=True))
    except Exception as error:  # noqa: BLE001 - every failure is one and the same to the person
        return Verdict(type(error).__name__)
    if not isinstance(answer, dict) or not isinstance(answer.get("success"), bool):
        return Verdict("an answer that makes no sense")
    return Verdict(answer=answer)


def judge(verdict: Verdict, *, action: str = "") -> str:
    """Why a verdict does not let somebody pass; empty when it does.

    ``"low score"`` is the one reason that the checkbox can answer. Without an action only what
    the checkbox promises is looked at.
    """
    answer = verdict.answer
    if verdict.trouble:
        return verdict.trouble
    if not answer["success"]:
        return "refused"
    if answer.get("hostname") != urlsplit(settings.SITE_URL).hostname:
        return "another host"
    if action and answer.get("action") != action:
        return "another action"
    if action and verdict.score < settings.RECAPTCHA_SMALLEST_SCORE:
        return "low score"
    return ""


class ScoreWidget(ReCaptchaV3):
    """A hidden input, filled by a script of ours when the form is sent."""

    template_name = "accounts/captcha_score.html"


class CheckboxWidget(ReCaptchaV2Checkbox):
    """The place for the checkbox, drawn by a script of ours."""

    template_name = "accounts/captcha_checkbox.html"


class TokenField(ReCaptchaField):
    """Carries a token; the form asks the verifier, once everything else in it is right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="", **kwargs)
        self.required = False

    def clean(self, value: Any) -> str:
        """The token, cut to a bearable length. A wrong one is the form's to explain."""
        return str(value or "")[:LONGEST_TOKEN]


class CaptchaMixin(Form):
    """A form that a machine finds hard to send. ``captcha_action`` names it to reCAPTCHA.

    Whoever was offered the checkbox keeps it until the form is done, and is not scored again.
    """

    captcha_action = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_on():
            return
        if BOX in self.data and settings.RECAPTCHA.checkbox_site_key:
            self._offer_checkbox()
        else:
            self.fields["captcha"] = TokenField(widget=ScoreWidget(action=self.captcha_action))

    def clean(self) -> dict[str, Any]:
        """Ask for proof once all else is right. ValidationError with the failure text."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "captcha_checkbox" in self.fields:
            self._want_a_tick()
        if is_on() and not self.errors:
            self._prove()
        return cleaned

    def _want_a_tick(self) -> None:
        """Say that the box is still to be ticked, or once more: a page never keeps the tick."""
        if not self.data[BOX]:
            self.add_error(None, "Tick the box." if self.errors else self._request("Tick the box"))
        elif self.errors:
            self.add_error(None, "Tick the box again.")

    def _request(self, what: str) -> str:
        """Ask for something, and for the password with it, which a page never keeps either."""
        more = ", and type your password again" if "password1" in self.fields else ""
        return f"{what}{more}."

    def _prove(self) -> None:
        keys = settings.RECAPTCHA
        ticked = "captcha_checkbox" in self.fields
        token = str(self.data[BOX] if ticked else self.cleaned_data["captcha"])[:LONGEST_TOKEN]
        if not token:
            why = "no token"
        elif not self._may_ask():
            why = "too many from one network"
        elif ticked:
            why = judge(ask(token, keys.checkbox_secret_key))
        else:
            why = judge(ask(token, keys.secret_key), action=self.captcha_action)
        if not why:
            return
        log.warning("reCAPTCHA let nobody pass on %s: %s.", self.captcha_action, why)
        if keys.checkbox_site_key and (why == "low score" or (ticked and why == "refused")):
            self._offer_checkbox()
            raise ValidationError(self._request("To show that you are a person, tick the box"))
        raise ValidationError(failure(), code="captcha")

    @staticmethod
    def _may_ask() -> bool:
        from allauth.core import context
        from allauth.core.internal import ratelimit

        usage = ratelimit.consume(
            context.request, app="accounts", action="captcha", config={"captcha": "20/m/ip"}
        )
        return bool(usage)

    def _offer_checkbox(self) -> None:
        self.fields.pop("captcha", None)
        public = settings.RECAPTCHA.checkbox_site_key
        self.fields["captcha_checkbox"] = TokenField(public_key=public, widget=CheckboxWidget())


def allow_recaptcha(response: Any) -> Any:
    """Let the page load Google's script and frame; every other page stays without."""
    if is_on():
        policy = {name: [*sources] for name, sources in settings.ACCOUNTS_CSP.items()}
        for name in ("script-src", "frame-src", "connect-src"):
            policy[name] += settings.RECAPTCHA.sources
        response._csp_config = policy
    return response
