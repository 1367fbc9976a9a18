from . import test_french_reader, test_in_words
