from . import hidden, hidden_order, export, forms, not_there, privacy_lookup, texts
