from . import note, conference
