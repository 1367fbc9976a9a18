from . import (
    clinical,
    conference,
    consent,
    record,
    test_access_changes,
    test_access_matrix,
    test_canary,
    test_docs,
    test_registry_walk,
)
from .clinical import *
from .conference import *
from .consent import *
from .record import *
