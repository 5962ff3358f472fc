"""One file a tool. `base.Base` says what each answers."""
