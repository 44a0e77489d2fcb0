"""The whole of an installation on one machine, from Debian's packages: ``make stack``."""
