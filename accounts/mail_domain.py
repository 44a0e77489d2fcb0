"""Asking the DNS whether other mail servers will believe that our mail is ours.

Three records say so: SPF (RFC 7208) names the servers that may send, DKIM (RFC 6376) has the key
that each mail is signed for, and DMARC (RFC 7489) says what becomes of mail without either.
"""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings
from dns.exception import DNSException
from dns.name import from_text
from dns.rdatatype import TXT
from dns.resolver import NXDOMAIN, NoAnswer, Resolver

from accounts.provider_checks import PATIENCE, Finding

POLICIES = ("none", "quarantine", "reject")


def check_mail_domain(selector: str = "", server: str = "") -> list[Finding]:
    """Look up the three records of the domain in FROM_EMAIL.

    The selector is the one of DKIM that the mail provider gives, the server the address of a name
    server, with its port after a colon, or empty for the machine's own.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    try:
        resolver = _resolver(server)
        told = {
            "SPF": _spf(resolver, domain),
            "DKIM": _dkim(resolver, domain, selector),
            "DMARC": _dmarc(resolver, domain),
        }
    except (DNSException, ValueError) as error:
        words = f"can't be looked up for {domain}: {type(error).__name__}."
        return [Finding("SPF, DKIM and DMARC", False, words)]
    return [Finding(name, *found) for name, found in told.items()]


def _resolver(server: str) -> Resolver:
    resolver = Resolver(configure=not server)
    resolver.lifetime = PATIENCE
    if server:
        host, _, port = server.partition(":")
        resolver.nameservers, resolver.port = [host], int(port or 53)
    return resolver


def _records(resolver: Resolver, name: str, start: str) -> list[str]:
    """The TXT records there that begin like this; pieces of one record belong together."""
    try:
        answer = resolver.resolve(from_text(name), TXT)
    except (NXDOMAIN, NoAnswer):
        return []
    texts = (b"".join(record.strings).decode("utf-8", "replace") for record in answer)
    return [text for text in texts if text.lower().startswith(start)]


def _spf(resolver: Resolver, domain: str) -> tuple[bool | None, str]:
    found = _records(resolver, domain, "v=spf1")
    if not found:
        words = f"has no record at {domain}. Right only where your provider's mail bounces to"
        return None, f"{words} a domain of its own; else add the TXT record that it gives you."
    if len(found) > 1:
        return False, f"has {len(found)} records at {domain}, and so none counts: make them one."
    last = found[0].lower().split()[-1]
    if last in ("all", "+all"):
        return False, f"lets everybody send for {domain}: end its record with ~all or -all."
    return True, f"names who sends for {domain}."


def _dkim(resolver: Resolver, domain: str, selector: str) -> tuple[bool | None, str]:
    if not selector:
        return None, "was not asked for: name the selector that your provider gives, by --dkim."
    name = f"{selector}._domainkey.{domain}"
    found = _records(resolver, name, "")
    if not found:
        return False, f"has no record at {name}: add the one that your provider gives you."
    if len(found) > 1:
        return False, f"has {len(found)} records at {name}, and so none counts: keep one."
    if not _tags(found[0]).get("p"):
        return False, f"has no key in its record at {name}: whatever it was is withdrawn."
    return True, f"has its key at {name}."


def _dmarc(resolver: Resolver, domain: str) -> tuple[bool | None, str]:
    """Its record may stand at a domain above, which then speaks for this one."""
    labels = domain.split(".")
    for first in range(max(1, len(labels) - 1)):
        at = "_dmarc." + ".".join(labels[first:])
        if found := _records(resolver, at, "v=dmarc1"):
            break
    else:
        return False, f"has no record at _dmarc.{domain}: begin with v=DMARC1; p=none."
    if len(found) > 1:
        return False, f"has {len(found)} records at {at}, and so none counts: keep one."
    policy = _tags(found[0]).get("p", "").lower()
    if policy not in POLICIES:
        return False, f"has no p= in its record at {at} that is one of {', '.join(POLICIES)}."
    return True, f"asks for {policy} at {at}."


def _tags(record: str) -> dict[str, str]:
    """The tags of a record (RFC 6376, 3.2) by their names, without white space."""
    pairs = (tag.partition("=") for tag in record.split(";"))
    return {name.strip().lower(): "".join(value.split()) for name, _, value in pairs}
