"""``python -m standins``: start the stand-ins."""

from standins.server import serve

if __name__ == "__main__":
    serve()
