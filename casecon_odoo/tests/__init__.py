from . import conference, portal, test_access_changes, test_access_matrix, test_docs, test_registry_walk
from .conference import *
from .portal import *  # noqa: F403 - Odoo finds tests among the names of this file
