from . import hidden, hidden_order, forms, not_there
from . import attachments, export, imports, links, model_count, privacy_lookup, stand_ins, texts, wizards
