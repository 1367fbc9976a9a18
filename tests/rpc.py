"""JSON-RPC as any client of the product would speak it."""

import itertools
import json
import urllib.request
from http.cookiejar import CookieJar

_NUMBER = itertools.count(1)


class RpcError(Exception):
    """What the server answered: `name` is the exception's class, `message` the sentence for the person."""

    def __init__(self, error):
        data = error.get("data") or {}
        self.name = (data.get("name") or "").rpartition(".")[2]
        self.message = data.get("message") or error.get("message")
        self.error = error
        super().__init__(f"{self.name}: {self.message}")


class Rpc:
    """One logged-in session."""

    def __init__(self, server, login, password):
        self.url = server.url
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar())).open
        session = self.post("/web/session/authenticate", {"db": server.db, "login": login, "password": password})
        self.uid = session["uid"]
        self.partner_id = session.get("partner_id")

    def call(self, model, method, /, *args, **kwargs):
        """Call a public method; the record ids, where it needs some, come first."""
        return self.post(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": list(args), "kwargs": kwargs},
        )

    def post(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "id": next(_NUMBER), "params": params})
        request = urllib.request.Request(self.url + path, body.encode(), {"Content-Type": "application/json"})
        with self.open(request, timeout=120) as answer:
            result = json.load(answer)
        if "error" in result:
            raise RpcError(result["error"])
        return result.get("result")
