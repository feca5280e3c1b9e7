<?php
/**
 * A small shop with an endpoint for <klarna-checkout-button>: plain PHP with SQLite and curl.
 *
 * It implements docs/endpoint.openapi.yaml. `klarna()`, `Endpoint` and the tables are the part for a real shop.
 */
declare(strict_types=1);

const MAX_BODY_BYTES = 64 * 1024;
const TIMEOUT_S = 10;

define('KLARNA', getenv('KLARNA_ENVIRONMENT') ?: 'http://127.0.0.1:3001');
define('CREDENTIALS', (getenv('KLARNA_USERNAME') ?: 'any') . ':' . (getenv('KLARNA_PASSWORD') ?: 'any-password'));
// Not from the Host header: any client can set that.
define('PUBLIC_URL', getenv('PUBLIC_URL') ?: 'http://127.0.0.1:8000');
define('ROOT', dirname(__DIR__, 3));

final class HttpError extends Exception
{
    public readonly array $body;

    public function __construct(public readonly int $status, string $code, string $reason, string $message, ?string $correlation_id = null)
    {
        parent::__construct($message);
        $this->body = ['code' => $code, 'reason' => $reason, 'message' => $message]
            + ($correlation_id === null ? [] : ['correlation_id' => $correlation_id]);
    }
}

/** Klarna refused a call, or did not answer: then `status` is 0. */
final class KlarnaError extends Exception
{
    public function __construct(public readonly int $status, private readonly array $body)
    {
        parent::__construct("Klarna answered $status");
    }

    public function toHttpError(string $code): HttpError
    {
        $id = $this->body['correlation_id'] ?? null;
        if ($this->status === 403 && ($this->body['error_code'] ?? '') === 'REJECTED') {
            return new HttpError(402, 'authorization', 'declined', 'Klarna declined this purchase.', $id);
        }
        if ($this->status === 404) {
            $code = $code === 'session' ? 'session' : 'authorization';
            return new HttpError(410, $code, 'expired', 'It has expired. Authorize again.', $id);
        }
        if (in_array($this->status, [401, 403], true)) {
            $reason = $this->status === 401 ? 'credentials' : 'not-allowed';
            return new HttpError(502, 'configuration', $reason, 'Klarna refused the shop’s account.', $id);
        }
        $reason = $this->status === 0 ? 'unreachable' : 'klarna-error';
        return new HttpError(502, $code, $reason, 'Klarna could not do this. Try again.', $id);
    }
}

/** @throws KlarnaError */
function klarna(string $method, string $path, ?array $body = null): array
{
    $curl = curl_init(KLARNA . '/payments/v1' . $path);
    curl_setopt_array($curl, [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_USERPWD => CREDENTIALS,
        CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => TIMEOUT_S,
    ]);
    if ($body !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode($body, JSON_THROW_ON_ERROR));
    }
    $text = curl_exec($curl);
    $status = $text === false ? 0 : curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    $answer = json_decode((string) $text, true);
    $answer = is_array($answer) ? $answer : [];
    if ($status < 200 || $status >= 300) {
        throw new KlarnaError($status, $answer);
    }
    return $answer;
}

function connect(): PDO
{
    $database = new PDO('sqlite:' . (getenv('DATABASE') ?: 'shop.sqlite'), options: [
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
        PDO::ATTR_TIMEOUT => TIMEOUT_S,
    ]);
    $database->exec('
        CREATE TABLE IF NOT EXISTS carts (visitor TEXT PRIMARY KEY, intent TEXT NOT NULL, quantity INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS sessions (
          session_id TEXT PRIMARY KEY, visitor TEXT NOT NULL, seal TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
          answer TEXT NOT NULL, is_closed INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE IF NOT EXISTS orders (order_id TEXT PRIMARY KEY, session_id TEXT NOT NULL UNIQUE, answer TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS customer_tokens (token_id TEXT PRIMARY KEY, session_id TEXT NOT NULL UNIQUE);
    ');
    return $database;
}

/** The routes under /klarna for one visitor. */
final class Endpoint
{
    public function __construct(private readonly PDO $database, private readonly string $visitor)
    {
    }

    public function run(string $sql, mixed ...$values): PDOStatement
    {
        $statement = $this->database->prepare($sql);
        $statement->execute($values);
        return $statement;
    }

    private function one(string $sql, mixed ...$values): ?array
    {
        return $this->run($sql, ...$values)->fetch() ?: null;
    }

    /** The only source of amounts. Null if there is nothing to buy. */
    private function cart(): ?array
    {
        $cart = $this->one('SELECT * FROM carts WHERE visitor = ?', $this->visitor);
        if ($cart === null) {
            return null;
        }
        ['intent' => $intent, 'quantity' => $quantity] = $cart;
        $unit_price = $intent === 'tokenize' ? 0 : 9500;
        $total = $unit_price * $quantity;
        $line = ['name' => 'Coffee', 'reference' => '19-402', 'quantity' => $quantity, 'unit_price' => $unit_price,
            'tax_rate' => 2500, 'total_amount' => $total, 'total_tax_amount' => intdiv($total, 5)];
        if (in_array($intent, ['tokenize', 'buy_and_tokenize'], true)) {
            $line['subscription'] = ['name' => 'Coffee', 'interval' => 'MONTH', 'interval_count' => 1];
        }
        return ['intent' => $intent, 'purchase_country' => 'SE', 'purchase_currency' => 'SEK', 'locale' => 'en-SE',
            'order_amount' => $total, 'order_tax_amount' => intdiv($total, 5), 'order_lines' => [$line]];
    }

    private function current(): ?array
    {
        return $this->one('SELECT * FROM sessions WHERE visitor = ? AND is_closed = 0 ORDER BY rowid DESC', $this->visitor);
    }

    private function saved(string $session_id): ?array
    {
        $row = $this->one('SELECT answer FROM orders WHERE session_id = ?', $session_id);
        return $row === null ? null : json_decode($row['answer'], true);
    }

    /** The session becomes no order any more, also if Klarna calls back. */
    private function close(array $row): void
    {
        $this->run('UPDATE sessions SET is_closed = 1 WHERE session_id = ?', $row['session_id']);
        try {
            $token = klarna('GET', "/sessions/{$row['session_id']}")['authorization_token'] ?? null;
            if ($token !== null) {
                klarna('DELETE', "/authorizations/$token");
            }
        } catch (KlarnaError $error) {
            // 404: it has ended by itself.
            if ($error->status !== 404) {
                throw $error->toHttpError('session');
            }
        }
    }

    public function session(array $wish): array
    {
        $cart = $this->cart() ?? throw new HttpError(409, 'session', 'empty-cart', 'There is nothing to buy.');
        $row = $this->current();
        $isOther = $row !== null && json_decode($row['body'], true)['intent'] !== $cart['intent'];
        if ($row !== null && ($isOther || ($wish['without'] ?? null) === $row['session_id'])) {
            $this->close($row);
            $row = null;
        }
        $read = $row === null ? null : $this->refresh($row, $cart);
        if ($read === null) {
            return $this->open($cart);
        }
        $answer = ['order_amount' => $cart['order_amount']] + json_decode($row['answer'], true);
        if (isset($read['expires_at'])) {
            $answer['expires_at'] = $read['expires_at'];
        }
        if (isset($read['authorization_token']) && json_decode($row['body'], true) === $cart) {
            $answer['authorization_token'] = $read['authorization_token'];
        }
        return $answer;
    }

    /** Klarna's session with this cart, or null if a new one is needed. */
    private function refresh(array $row, array $cart): ?array
    {
        $path = "/sessions/{$row['session_id']}";
        try {
            $read = klarna('GET', $path);
            if ($read['status'] !== 'incomplete') {
                return null;
            }
            if (json_decode($row['body'], true) !== $cart) {
                klarna('POST', $path, $cart);
                $this->run('UPDATE sessions SET body = ? WHERE session_id = ?', json_encode($cart), $row['session_id']);
            }
            return $read;
        } catch (KlarnaError $error) {
            return $error->status === 404 ? null : throw $error->toHttpError('session');
        }
    }

    private function open(array $cart): array
    {
        $seal = bin2hex(random_bytes(24));
        $urls = ['authorization' => PUBLIC_URL . "/klarna/callback/$seal/authorization", 'confirmation' => PUBLIC_URL . '/'];
        try {
            $created = klarna('POST', '/sessions', $cart + ['merchant_urls' => $urls]);
        } catch (KlarnaError $error) {
            throw $error->toHttpError('session');
        }
        $names = array_flip(['session_id', 'client_token', 'payment_method_categories']);
        $told = array_flip(['intent', 'purchase_country', 'purchase_currency', 'locale', 'order_amount']);
        $answer = array_intersect_key($created, $names) + array_intersect_key($cart, $told);
        $this->run('INSERT INTO sessions (session_id, visitor, seal, body, answer) VALUES (?, ?, ?, ?, ?)',
            $created['session_id'], $this->visitor, $seal, json_encode($cart), json_encode($answer));
        return $answer;
    }

    public function order(array $wish): array
    {
        $session_id = requireId($wish, 'session_id');
        $token = requireId($wish, 'authorization_token');
        $row = $this->one('SELECT * FROM sessions WHERE session_id = ? AND visitor = ?', $session_id, $this->visitor);
        if ($row === null || $row['is_closed']) {
            throw new HttpError(410, 'session', 'expired', 'This shopper has no such session. Open a new one.');
        }
        // The cart comes first: Klarna's callback may save the order and empty the cart between the two.
        $cart = $this->cart();
        $saved = $this->saved($session_id);
        if ($saved !== null) {
            return $saved;
        }
        $read = $this->read($session_id);
        $newest = $read['authorization_token'] ?? null;
        $isComplete = $read['status'] === 'complete';
        if ($newest !== $token && !($newest === null && $isComplete)) {
            throw new HttpError(410, 'authorization', 'expired', 'This authorization is not the newest. Authorize again.');
        }
        if (!$isComplete && $cart !== json_decode($row['body'], true)) {
            klarna('DELETE', "/authorizations/$token");
            throw new HttpError(409, 'cart-changed', 'not-matching', 'The cart has changed. Authorize again.');
        }
        return $this->place($row, $token);
    }

    private function read(string $session_id): array
    {
        try {
            return klarna('GET', "/sessions/$session_id");
        } catch (KlarnaError $error) {
            throw $error->toHttpError('session');
        }
    }

    /** Browser and callback send the same body, so Klarna answers both with the same order. */
    private function place(array $row, string $token): array
    {
        $body = json_decode($row['body'], true);
        $intent = $body['intent'];
        unset($body['intent']);
        $placed = [];
        try {
            if ($intent !== 'buy') {
                $wish = array_intersect_key($body, array_flip(['purchase_country', 'purchase_currency', 'locale']))
                    + ['description' => 'Coffee monthly', 'intended_use' => 'SUBSCRIPTION'];
                $made = klarna('POST', "/authorizations/$token/customer-token", $wish);
                $placed['customer_token'] = ['token_id' => $made['token_id']];
            }
            if ($intent !== 'tokenize') {
                $made = klarna('POST', "/authorizations/$token/order", $body);
                $names = ['order_id', 'fraud_status', 'redirect_url', 'authorized_payment_method'];
                $placed += array_intersect_key($made, array_flip($names));
            }
        } catch (KlarnaError $error) {
            throw $error->toHttpError('order');
        }
        $this->save($row, $placed);
        return $placed;
    }

    private function save(array $row, array $placed): void
    {
        $session_id = $row['session_id'];
        $this->database->exec('BEGIN IMMEDIATE');
        if (isset($placed['customer_token'])) {
            $this->run('INSERT OR IGNORE INTO customer_tokens VALUES (?, ?)', $placed['customer_token']['token_id'], $session_id);
        }
        if (isset($placed['order_id'])) {
            $this->run('INSERT OR IGNORE INTO orders VALUES (?, ?, ?)', $placed['order_id'], $session_id, json_encode($placed));
        }
        $this->run('DELETE FROM carts WHERE visitor = ?', $row['visitor']);
        $this->database->exec('COMMIT');
    }

    public function outcome(): array
    {
        $row = $this->current();
        if ($row === null) {
            return ['status' => 'none'];
        }
        $session_id = $row['session_id'];
        $saved = $this->saved($session_id);
        if ($saved !== null) {
            return ['status' => 'complete', 'session_id' => $session_id, 'order' => $saved];
        }
        try {
            $read = klarna('GET', "/sessions/$session_id");
        } catch (KlarnaError $error) {
            return $error->status === 404 ? ['status' => 'none'] : throw $error->toHttpError('session');
        }
        $token = $read['authorization_token'] ?? null;
        if ($read['status'] === 'complete') {
            $order = $token === null ? [] : ['order' => $this->place($row, $token)];
            return ['status' => 'complete', 'session_id' => $session_id] + $order;
        }
        return $token === null
            ? ['status' => 'open', 'session_id' => $session_id]
            : ['status' => 'authorized', 'session_id' => $session_id, 'authorization_token' => $token];
    }

    public function cancel(): void
    {
        $row = $this->current();
        if ($row !== null && $this->saved($row['session_id']) === null) {
            $this->close($row);
        }
    }

    public function callback(string $seal, array $body): void
    {
        $session_id = requireId($body, 'session_id');
        $token = requireId($body, 'authorization_token');
        $row = $this->one('SELECT * FROM sessions WHERE seal = ? AND session_id = ?', $seal, $session_id)
            ?? throw new HttpError(403, 'configuration', 'bad-seal', 'The shop has not made this address for this session.');
        if ($row['is_closed'] || $this->saved($session_id) !== null) {
            return;
        }
        // Anybody may post here. Only Klarna's own answer counts.
        $read = $this->read($session_id);
        if ($read['status'] !== 'complete' && ($read['authorization_token'] ?? null) !== $token) {
            throw new HttpError(403, 'authorization', 'unknown-token', 'Klarna does not name this token.');
        }
        $this->place($row, $token);
    }
}

function requireId(array $body, string $name): string
{
    $value = $body[$name] ?? null;
    if (is_string($value) && preg_match('/^[\w-]{1,255}$/D', $value)) {
        return $value;
    }
    throw new HttpError(400, 'configuration', 'bad-request', "`$name` is missing, or it is not an id from Klarna.");
}

function readJson(): array
{
    $text = (string) file_get_contents('php://input', length: MAX_BODY_BYTES + 1);
    if (strlen($text) > MAX_BODY_BYTES) {
        throw new HttpError(413, 'configuration', 'too-large', 'The body is too large.');
    }
    $body = json_decode($text === '' ? '{}' : $text);
    if (!is_object($body)) {
        throw new HttpError(400, 'configuration', 'bad-json', 'The body is not a JSON object.');
    }
    return json_decode($text === '' ? '{}' : $text, true);
}

/** A body from the shop's own page. Forms of other sites cannot send JSON. */
function readOwn(): array
{
    $site = $_SERVER['HTTP_SEC_FETCH_SITE'] ?? null;
    $origin = $_SERVER['HTTP_ORIGIN'] ?? null;
    $isOwn = $site === null ? in_array($origin, [null, PUBLIC_URL], true) : in_array($site, ['same-origin', 'none'], true);
    if (!$isOwn) {
        throw new HttpError(403, 'configuration', 'cross-site', 'Only the shop’s own pages may call this route.');
    }
    if (!preg_match('~^application/json\s*(;|$)~i', $_SERVER['CONTENT_TYPE'] ?? '')) {
        throw new HttpError(415, 'configuration', 'content-type', 'Send JSON.');
    }
    return readJson();
}

function reply(int $status, mixed $body = null): void
{
    http_response_code($status);
    if ($status === 204) {
        return;
    }
    header('Content-Type: application/json');
    echo json_encode($body, JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
}

/** The rest of the shop. /cart and /orders are for the demo and for klarna-endpoint-check. */
function shop(Endpoint $endpoint, string $visitor, string $route): void
{
    if ($route === 'POST /cart' || $route === 'GET /') {
        $endpoint->run('INSERT OR REPLACE INTO carts VALUES (?, ?, 1)', $visitor, $_GET['intent'] ?? 'buy');
        setcookie('shop', $visitor, ['path' => '/', 'httponly' => true, 'samesite' => 'Lax']);
        if ($route === 'POST /cart') {
            reply(204);
            return;
        }
        header('Content-Type: text/html; charset=utf-8');
        echo str_replace('{klarna}', KLARNA, (string) file_get_contents(ROOT . '/demo/backends/page.html'));
        return;
    }
    if ($route === 'POST /cart/change') {
        $endpoint->run('UPDATE carts SET quantity = quantity + 1 WHERE visitor = ?', $visitor);
        reply(204);
        return;
    }
    if ($route === 'GET /orders') {
        reply(200, $endpoint->run('SELECT order_id FROM orders')->fetchAll(PDO::FETCH_COLUMN));
        return;
    }
    if (preg_match('~^GET /klarna-checkout-button/((?:cdn/)?[\w.-]+\.js)$~', $route, $file) && is_file(ROOT . "/dist/$file[1]")) {
        header('Content-Type: text/javascript');
        readfile(ROOT . "/dist/$file[1]");
        return;
    }
    throw new HttpError(404, 'configuration', 'not-found', 'No such route.');
}

header('Cache-Control: no-store');
try {
    $visitor = $_COOKIE['shop'] ?? bin2hex(random_bytes(24));
    $endpoint = new Endpoint(connect(), $visitor);
    $route = $_SERVER['REQUEST_METHOD'] . ' ' . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
    if (preg_match('~^POST /klarna/callback/([\w-]+)/authorization$~', $route, $callback)) {
        $endpoint->callback($callback[1], readJson());
        reply(204);
    } elseif ($route === 'POST /klarna/session') {
        reply(200, $endpoint->session(readOwn()));
    } elseif ($route === 'POST /klarna/order') {
        reply(200, $endpoint->order(readOwn()));
    } elseif ($route === 'GET /klarna/outcome') {
        reply(200, $endpoint->outcome());
    } elseif ($route === 'POST /klarna/cancel') {
        readOwn();
        $endpoint->cancel();
        reply(204);
    } else {
        shop($endpoint, $visitor, $route);
    }
} catch (HttpError $error) {
    reply($error->status, $error->body);
} catch (KlarnaError $error) {
    $answer = $error->toHttpError('order');
    reply($answer->status, $answer->body);
} catch (Throwable $error) {
    // The browser gets no details, the log does.
    error_log((string) $error);
    reply(500, ['code' => 'order', 'reason' => 'internal', 'message' => 'Something went wrong. Try again.']);
}
