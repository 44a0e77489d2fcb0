"""How often somebody may try: allauth's rates, such as ``30/m/ip``, by what is tried."""

ACCOUNTS = {
    "login": "30/m/ip",
    # By network, and by address from wherever: five wrong guesses close the password's door for
    # five minutes, the owner's too. Reset, mailed code, passkey, Apple and Google stay open.
    "login_failed": "10/m/ip,5/300s/key",
    "signup": "20/m/ip",
    "confirm_email": "3/h/key",
    "request_login_code": "20/m/ip,3/h/key",
    "reset_password": "20/m/ip",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "proof_mail": "3/h/user",
    "lost_factors_mail": "3/h/user",
    "lost_factors_code": "10/h/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "portrait": "20/h/user",
    "apple_callback": "30/m/ip",
    "apple_notifications": "60/m/ip",
    "spoiler_report": "5/m/ip,60/d/ip",
    "bounces": "300/m/ip",
}
