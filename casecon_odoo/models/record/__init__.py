from . import minutes, minutes_verbs, minutes_comment, decision, conference, minutes_reader
