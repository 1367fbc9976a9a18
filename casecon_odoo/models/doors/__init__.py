from . import hidden, hidden_order, export, forms, texts
