from . import clinical, conference, consent, doors, french, messages, people, portal, record, scheduling, sealed
from . import (
    test_access_changes,
    test_access_matrix,
    test_canary,
    test_clock,
    test_components,
    test_deletion,
    test_docs,
    test_kept_out_walk,
    test_labels,
    test_names_shown,
    test_opened_rows,
    test_promises,
    test_registry_walk,
)
from .clinical import *
from .conference import *
from .consent import *
from .doors import *
from .french import *
from .messages import *
from .people import *
from .portal import *
from .record import *
from .scheduling import *
from .sealed import *
