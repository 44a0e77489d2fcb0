"""Google, Apple, reCAPTCHA and a mail server for development and tests, on this machine alone.

One small server, ``python -m standins``. It knows nothing of the site: they meet over HTTP and
SMTP, at the addresses and with the keys that ``standins.places`` lists.
"""
