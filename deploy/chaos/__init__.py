"""What is left of a stack when its parts fall: ``make chaos``."""
