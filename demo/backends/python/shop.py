"""A small shop with an endpoint for <klarna-checkout-button>: Python's standard library and SQLite.

It implements docs/endpoint.openapi.yaml. `klarna_call`, `Endpoint` and the tables are the part for a real shop.
"""

import base64
import json
import os
import re
import secrets
import sqlite3
import urllib.error
import urllib.request
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

KLARNA = os.environ.get("KLARNA_ENVIRONMENT", "http://127.0.0.1:3001")
USERNAME = os.environ.get("KLARNA_USERNAME", "any")
PASSWORD = os.environ.get("KLARNA_PASSWORD", "any-password")
DATABASE = os.environ.get("DATABASE", "shop.sqlite")
PORT = int(os.environ.get("PORT", "8000"))
PUBLIC_URL = os.environ.get("PUBLIC_URL", f"http://127.0.0.1:{PORT}")
ROOT = Path(__file__).resolve().parents[3]
MAX_BODY_BYTES = 64 * 1024
TIMEOUT_S = 10

TABLES = """
CREATE TABLE IF NOT EXISTS carts (visitor TEXT PRIMARY KEY, intent TEXT NOT NULL, quantity INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
  session_id TEXT PRIMARY KEY, visitor TEXT NOT NULL, seal TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
  answer TEXT NOT NULL, is_closed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS orders (order_id TEXT PRIMARY KEY, session_id TEXT NOT NULL UNIQUE, answer TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS customer_tokens (token_id TEXT PRIMARY KEY, session_id TEXT NOT NULL UNIQUE);
"""


class HttpError(Exception):
    def __init__(self, status, code, reason, message, **details):
        super().__init__(message)
        self.status = status
        self.body = {"code": code, "reason": reason, "message": message, **details}


class KlarnaError(Exception):
    """Klarna refused a call, or did not answer: then `status` is 0."""

    def __init__(self, status, body, correlation_id):
        super().__init__(f"Klarna answered {status}")
        self.status = status
        self.error_code = body.get("error_code")
        self.correlation_id = correlation_id or body.get("correlation_id")

    def to_http_error(self, code):
        details = {"correlation_id": self.correlation_id} if self.correlation_id else {}
        if self.status == 403 and self.error_code == "REJECTED":
            return HttpError(402, "authorization", "declined", "Klarna declined this purchase.", **details)
        if self.status == 404:
            code = "session" if code == "session" else "authorization"
            return HttpError(410, code, "expired", "It has expired. Authorize again.", **details)
        if self.status in (401, 403):
            reason = "credentials" if self.status == 401 else "not-allowed"
            return HttpError(502, "configuration", reason, "Klarna refused the shop’s account.", **details)
        reason = "unreachable" if self.status == 0 else "klarna-error"
        return HttpError(502, code, reason, "Klarna could not do this. Try again.", **details)


def klarna_call(method, path, body=None):
    credentials = base64.b64encode(f"{USERNAME}:{PASSWORD}".encode()).decode()
    headers = {"Authorization": f"Basic {credentials}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{KLARNA}/payments/v1{path}", data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response:
            text = response.read()
            return json.loads(text) if text else {}
    except urllib.error.HTTPError as error:
        text = error.read()
        try:
            answer = json.loads(text)
        except ValueError:  # A proxy answered instead of Klarna.
            answer = {}
        raise KlarnaError(error.code, answer, error.headers.get("Klarna-Correlation-Id")) from None
    except (OSError, ValueError) as error:
        raise KlarnaError(0, {}, None) from error


def connect():
    database = sqlite3.connect(DATABASE, timeout=TIMEOUT_S, isolation_level=None)
    database.row_factory = sqlite3.Row
    return database


class Endpoint:
    """The routes under /klarna for one visitor."""

    def __init__(self, database, visitor):
        self.database = database
        self.visitor = visitor

    def one(self, sql, *values):
        return self.database.execute(sql, values).fetchone()

    def cart(self):
        """The only source of amounts. None if there is nothing to buy."""
        cart = self.one("SELECT * FROM carts WHERE visitor = ?", self.visitor)
        if cart is None:
            return None
        intent, quantity = cart["intent"], cart["quantity"]
        unit_price = 0 if intent == "tokenize" else 9500
        total = unit_price * quantity
        line = {"name": "Coffee", "reference": "19-402", "quantity": quantity, "unit_price": unit_price,
                "tax_rate": 2500, "total_amount": total, "total_tax_amount": total // 5}
        if intent in ("tokenize", "buy_and_tokenize"):
            line["subscription"] = {"name": "Coffee", "interval": "MONTH", "interval_count": 1}
        return {"intent": intent, "purchase_country": "SE", "purchase_currency": "SEK", "locale": "en-SE",
                "order_amount": total, "order_tax_amount": total // 5, "order_lines": [line]}

    def current(self):
        return self.one("SELECT * FROM sessions WHERE visitor = ? AND is_closed = 0 ORDER BY rowid DESC", self.visitor)

    def saved(self, session_id):
        row = self.one("SELECT answer FROM orders WHERE session_id = ?", session_id)
        return None if row is None else json.loads(row["answer"])

    def close(self, row):
        """The session becomes no order any more, also if Klarna calls back."""
        self.database.execute("UPDATE sessions SET is_closed = 1 WHERE session_id = ?", (row["session_id"],))
        try:
            token = klarna_call("GET", f"/sessions/{row['session_id']}").get("authorization_token")
            if token:
                klarna_call("DELETE", f"/authorizations/{token}")
        except KlarnaError as error:
            if error.status != 404:  # 404: it has ended by itself.
                raise error.to_http_error("session") from error

    def session(self, wish):
        cart = self.cart()
        if cart is None:
            raise HttpError(409, "session", "empty-cart", "There is nothing to buy.")
        row = self.current()
        if row and (wish.get("without") == row["session_id"] or json.loads(row["body"])["intent"] != cart["intent"]):
            self.close(row)
            row = None
        read = self.refresh(row, cart) if row else None
        if read is None:
            return self.open_session(cart)
        answer = {**json.loads(row["answer"]), "order_amount": cart["order_amount"], "expires_at": read.get("expires_at")}
        if read.get("authorization_token") and json.loads(row["body"]) == cart:
            answer["authorization_token"] = read["authorization_token"]
        return answer

    def refresh(self, row, cart):
        """Returns Klarna's session with this cart, or None if a new one is needed."""
        path = f"/sessions/{row['session_id']}"
        try:
            read = klarna_call("GET", path)
            if read["status"] != "incomplete":
                return None
            if json.loads(row["body"]) != cart:
                klarna_call("POST", path, cart)
                self.database.execute(
                    "UPDATE sessions SET body = ? WHERE session_id = ?", (json.dumps(cart), row["session_id"]))
            return read
        except KlarnaError as error:
            if error.status == 404:
                return None
            raise error.to_http_error("session") from error

    def open_session(self, cart):
        seal = secrets.token_urlsafe(24)
        urls = {"authorization": f"{PUBLIC_URL}/klarna/callback/{seal}/authorization", "confirmation": f"{PUBLIC_URL}/"}
        try:
            created = klarna_call("POST", "/sessions", {**cart, "merchant_urls": urls})
        except KlarnaError as error:
            raise error.to_http_error("session") from error
        told = {name: cart[name] for name in ("intent", "purchase_country", "purchase_currency", "locale", "order_amount")}
        answer = {**{name: created[name] for name in ("session_id", "client_token", "payment_method_categories")}, **told}
        self.database.execute(
            "INSERT INTO sessions (session_id, visitor, seal, body, answer) VALUES (?, ?, ?, ?, ?)",
            (created["session_id"], self.visitor, seal, json.dumps(cart), json.dumps(answer)))
        return answer

    def order(self, wish):
        session_id, token = require_id(wish, "session_id"), require_id(wish, "authorization_token")
        row = self.one("SELECT * FROM sessions WHERE session_id = ? AND visitor = ?", session_id, self.visitor)
        if row is None or row["is_closed"]:
            raise HttpError(410, "session", "expired", "This shopper has no such session. Open a new one.")
        # The cart comes first: Klarna's callback may save the order and empty the cart between the two.
        cart = self.cart()
        saved = self.saved(session_id)
        if saved:
            return saved
        read = self.read_session(session_id)
        if read.get("authorization_token") not in (token, None):
            raise HttpError(410, "authorization", "expired", "This authorization is not the newest. Authorize again.")
        if read["status"] == "incomplete":
            if read.get("authorization_token") is None:
                raise HttpError(410, "authorization", "expired", "The authorization has expired. Authorize again.")
            if cart != json.loads(row["body"]):
                klarna_call("DELETE", f"/authorizations/{token}")
                raise HttpError(409, "cart-changed", "not-matching", "The cart has changed. Authorize again.")
        return self.place(row, token)

    def read_session(self, session_id):
        try:
            return klarna_call("GET", f"/sessions/{session_id}")
        except KlarnaError as error:
            raise error.to_http_error("session") from error

    def place(self, row, token):
        """Browser and callback send the same body, so Klarna answers both with the same order."""
        body = json.loads(row["body"])
        intent = body.pop("intent")
        path, placed = f"/authorizations/{token}", {}
        try:
            if intent != "buy":
                wish = {name: body[name] for name in ("purchase_country", "purchase_currency", "locale")}
                made = klarna_call(
                    "POST", f"{path}/customer-token",
                    {**wish, "description": "Coffee monthly", "intended_use": "SUBSCRIPTION"})
                placed["customer_token"] = {"token_id": made["token_id"]}
            if intent != "tokenize":
                made = klarna_call("POST", f"{path}/order", body)
                names = ("order_id", "fraud_status", "redirect_url", "authorized_payment_method")
                placed.update({name: made[name] for name in names if name in made})
        except KlarnaError as error:
            raise error.to_http_error("order") from error
        self.save(row, placed)
        return placed

    def save(self, row, placed):
        session_id = row["session_id"]
        with self.database:
            self.database.execute("BEGIN IMMEDIATE")
            if "customer_token" in placed:
                token_id = placed["customer_token"]["token_id"]
                self.database.execute("INSERT OR IGNORE INTO customer_tokens VALUES (?, ?)", (token_id, session_id))
            if "order_id" in placed:
                self.database.execute(
                    "INSERT OR IGNORE INTO orders VALUES (?, ?, ?)", (placed["order_id"], session_id, json.dumps(placed)))
            self.database.execute("DELETE FROM carts WHERE visitor = ?", (row["visitor"],))

    def outcome(self):
        row = self.current()
        if row is None:
            return {"status": "none"}
        session_id = row["session_id"]
        saved = self.saved(session_id)
        if saved:
            return {"status": "complete", "session_id": session_id, "order": saved}
        try:
            read = klarna_call("GET", f"/sessions/{session_id}")
        except KlarnaError as error:
            if error.status == 404:
                return {"status": "none"}
            raise error.to_http_error("session") from error
        token = read.get("authorization_token")
        if read["status"] == "complete":
            return {"status": "complete", "session_id": session_id, **({"order": self.place(row, token)} if token else {})}
        if token:
            return {"status": "authorized", "session_id": session_id, "authorization_token": token}
        return {"status": "open", "session_id": session_id}

    def cancel(self):
        row = self.current()
        if row and not self.saved(row["session_id"]):
            self.close(row)

    def callback(self, seal, body):
        session_id, token = require_id(body, "session_id"), require_id(body, "authorization_token")
        row = self.one("SELECT * FROM sessions WHERE seal = ? AND session_id = ?", seal, session_id)
        if row is None:
            raise HttpError(403, "configuration", "bad-seal", "The shop has not made this address for this session.")
        if row["is_closed"] or self.saved(session_id):
            return
        # Anybody may post here. Only Klarna's own answer counts.
        read = self.read_session(session_id)
        if read["status"] != "complete" and read.get("authorization_token") != token:
            raise HttpError(403, "authorization", "unknown-token", "Klarna does not name this token.")
        self.place(row, token)


def require_id(body, name):
    value = body.get(name)
    if isinstance(value, str) and re.fullmatch(r"[\w-]{1,255}", value):
        return value
    raise HttpError(400, "configuration", "bad-request", f"`{name}` is missing, or it is not an id from Klarna.")


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.handle_safely()

    def do_POST(self):
        self.handle_safely()

    def handle_safely(self):
        length = int(self.headers.get("Content-Length") or 0)
        if length > MAX_BODY_BYTES:
            self.close_connection = True
            return self.reply(413, {"code": "configuration", "reason": "too-large", "message": "The body is too large."})
        text = self.rfile.read(length)
        database = connect()
        try:
            self.route(database, text)
        except HttpError as error:
            self.reply(error.status, error.body)
        except KlarnaError as error:
            answer = error.to_http_error("order")
            self.reply(answer.status, answer.body)
        except Exception as error:  # The browser gets no details, the log does.
            self.log_error("%r", error)
            self.reply(500, {"code": "order", "reason": "internal", "message": "Something went wrong. Try again."})
        finally:
            database.close()

    def route(self, database, text):
        path = urlsplit(self.path).path
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("shop")
        endpoint = Endpoint(database, cookie.value if cookie else secrets.token_urlsafe(24))
        callback = re.fullmatch(r"/klarna/callback/([\w-]+)/authorization", path)
        match self.command, path:
            case "POST", _ if callback:
                endpoint.callback(callback[1], self.read_json(text))
                self.reply(204)
            case "POST", "/klarna/session":
                self.reply(200, endpoint.session(self.read_own(text)))
            case "POST", "/klarna/order":
                self.reply(200, endpoint.order(self.read_own(text)))
            case "GET", "/klarna/outcome":
                self.reply(200, endpoint.outcome())
            case "POST", "/klarna/cancel":
                self.read_own(text)
                endpoint.cancel()
                self.reply(204)
            case _:
                self.shop(endpoint, path)

    def shop(self, endpoint, path):
        """The rest of the shop. /cart and /orders are for the demo and for klarna-endpoint-check."""
        database, visitor = endpoint.database, endpoint.visitor
        [intent] = parse_qs(urlsplit(self.path).query).get("intent", ["buy"])
        file = re.fullmatch(r"/klarna-checkout-button/((?:cdn/)?[\w.-]+\.js)", path)
        match self.command, path:
            case ("POST", "/cart") | ("GET", "/"):
                database.execute("INSERT OR REPLACE INTO carts VALUES (?, ?, 1)", (visitor, intent))
                cookie = {"Set-Cookie": f"shop={visitor}; Path=/; HttpOnly; SameSite=Lax"}
                if self.command == "POST":
                    return self.reply(204, None, cookie)
                page = (ROOT / "demo/backends/page.html").read_text("utf-8").replace("{klarna}", KLARNA)
                self.send(200, page.encode(), "text/html; charset=utf-8", cookie)
            case "POST", "/cart/change":
                database.execute("UPDATE carts SET quantity = quantity + 1 WHERE visitor = ?", (visitor,))
                self.reply(204)
            case "GET", "/orders":
                self.reply(200, [order_id for [order_id] in database.execute("SELECT order_id FROM orders")])
            case "GET", _ if file and (ROOT / "dist" / file[1]).is_file():
                self.send(200, (ROOT / "dist" / file[1]).read_bytes(), "text/javascript")
            case _:
                raise HttpError(404, "configuration", "not-found", "No such route.")

    def read_own(self, text):
        """A body from the shop's own page. Forms of other sites cannot send JSON."""
        site, origin = self.headers.get("Sec-Fetch-Site"), self.headers.get("Origin")
        if site not in (None, "same-origin", "none") or (site is None and origin not in (None, PUBLIC_URL)):
            raise HttpError(403, "configuration", "cross-site", "Only the shop’s own pages may call this route.")
        if self.headers.get_content_type() != "application/json":
            raise HttpError(415, "configuration", "content-type", "Send JSON.")
        return self.read_json(text)

    def read_json(self, text):
        try:
            body = json.loads(text or b"{}")
        except ValueError:
            body = None
        if isinstance(body, dict):
            return body
        raise HttpError(400, "configuration", "bad-json", "The body is not a JSON object.")

    def reply(self, status, body=None, headers=None):
        self.send(status, b"" if status == 204 else json.dumps(body).encode(), "application/json", headers)

    def send(self, status, content, content_type, headers=None):
        self.send_response(status)
        own = {"Content-Type": content_type, "Content-Length": str(len(content)), "Cache-Control": "no-store"}
        if status == 204:
            del own["Content-Type"], own["Content-Length"]
        for name, value in {**own, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, code="-", size="-"):
        """Access logs would show the secret part of callback addresses."""


if __name__ == "__main__":
    with connect() as database:
        database.executescript(TABLES)
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Shop)
    print(f"The shop is at {PUBLIC_URL}", flush=True)
    server.serve_forever()
