"""Delivery status notifications as mail servers write them."""

from __future__ import annotations

REPORT = """From: MAILER-DAEMON@mx.example
To: hello@fanmankind.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Wed, 1 Jul 2026 12:00:00 +0000

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no such user

--b
Content-Type: text/rfc822-headers

From: fanmankind <hello@fanmankind.example>
To: {address}
Message-ID: <1@{domain}>

--b--
"""


def delivery_report(
    address: str,
    action: str = "failed",
    status: str = "5.1.1",
    domain: str = "fanmankind.example",
) -> str:
    """A report about one mail to one address."""
    return REPORT.format(address=address, action=action, status=status, domain=domain)
