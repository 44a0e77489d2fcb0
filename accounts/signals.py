"""News that travels upward: what stands on accounts answers, accounts does not know who."""

from django.dispatch import Signal

# Sent with ``user`` just before an account is deleted for good, inside the same transaction.
account_deleting = Signal()

# Sent with ``user``; each answer is a mapping of file name to something JSON can hold.
export_requested = Signal()

# Sent with ``email`` once a mail server has said for good that the address is nobody's.
address_refused = Signal()
