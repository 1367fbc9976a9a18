from . import clinical, conference, test_access_changes, test_access_matrix, test_docs, test_registry_walk
from .clinical import *
from .conference import *
