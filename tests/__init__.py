"""The tests: they mirror the apps, plus a real browser and the shape of the code itself."""
