"""The trackers of the field beside ours and two controls, in one run. `make peers` sets them up and measures them."""
