"""What the speed of the site is held against: a bare function, a constant view, a plain Wagtail."""
