"""The Sightline server: experiments, logs, files and the pages that show them."""

__version__ = "0.1.0"
