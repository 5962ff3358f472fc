"""Every table of the server: importing this registers them all on the one MetaData."""

from sightline_server.access import tables as access
from sightline_server.blobs import tables as blobs
from sightline_server.experiments import tables as experiments
from sightline_server.files import tables as files
from sightline_server.findings import tables as findings
from sightline_server.logs import tables as logs
from sightline_server.projects import tables as projects
from sightline_server.store import events
from sightline_server.store.metadata import metadata

__all__ = ["access", "blobs", "events", "experiments", "files", "findings", "logs", "metadata", "projects"]
