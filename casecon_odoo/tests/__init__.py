from . import conference, messages, scheduling
from . import test_access_changes, test_access_matrix, test_components, test_docs, test_registry_walk
from .conference import *
from .messages import *
from .scheduling import *
