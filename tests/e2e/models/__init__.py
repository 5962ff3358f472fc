"""Page models: what a person can do and see on each page, in words. Elements are found by role, label and name."""
