from . import test_docs
