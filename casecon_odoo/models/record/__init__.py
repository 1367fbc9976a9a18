from . import minutes, minutes_verbs, minutes_comment, decision, to_do, conference, minutes_reader
