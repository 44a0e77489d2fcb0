"""Who you are: the account that a person signs in with, and what happens to it."""

from accounts.apple import AppleGrant, AppleRevocation
from accounts.apple_notices import AppleNotice
from accounts.audit import SecurityEvent
from accounts.deletion import DeletionRequest
from accounts.email_undo import EmailChange
from accounts.export import ExportRequest
from accounts.failures import SignInFailure
from accounts.lost_factors import FactorReset
from accounts.new_devices import KnownDevice
from accounts.outbox import OutboxMail
from accounts.reset_requests import ResetRequest
from accounts.user import User

__all__ = [
    "AppleGrant",
    "AppleNotice",
    "AppleRevocation",
    "DeletionRequest",
    "EmailChange",
    "ExportRequest",
    "FactorReset",
    "KnownDevice",
    "OutboxMail",
    "ResetRequest",
    "SecurityEvent",
    "SignInFailure",
    "User",
]
