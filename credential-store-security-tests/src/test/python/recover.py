#!/usr/bin/env python3
"""Verifies a store and prints every value in it, written from docs/FORMAT.md alone.

    recover.py DATABASE raw         < file with 64 hexadecimal digits
    recover.py DATABASE passphrase  < file with the passphrase

Prints one JSON object to standard output. Whatever does not verify ends it with status 1 and a line that names the row,
before any value is printed. Needs Python 3.9 and the package `cryptography`.
"""

import hashlib
import hmac
import json
import sqlite3
import struct
import sys
from itertools import groupby

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# Section 5: the encoding of each row, in the page's own notation.
ROWS = {
    "store_state": "store_id, format_version n, created_at, generation n, audit_seq n, audit_mac b, audit_time,"
                   " keys_digest b, credentials_digest b, mac_key_id",
    "credentials": "id, name, type, service, environment, status, metadata, current_version n, expires_at, created_at,"
                   " updated_at, last_rotated_at, row_version n, bucket n, policy_digest b, version_digest b, mac_key_id",
    "credential_versions": "credential_id, version n, encrypted_value b, salt b, iv b, auth_tag b, kdf_iterations n,"
                           " encryption_key_id, status, created_at, created_by, serves_until",
    "credential_access_policies": "id, credential_id, entity_id, entity_type, access_level, granted_by, granted_at,"
                                  " expires_at, reason, max_uses n, mac_key_id",
    "credential_audit_log": "seq n, id, credential_id, entity_id, entity_type, user_id, action, success n, timestamp,"
                            " ip_address, error_code, error_message, metadata, run_id, purpose, version n,"
                            " row_version n, mac_key_id, prev_mac b",
}
SLOT_HEADER = "id, kdf, kdf_iterations n, salt b, iv b, wrapped_keys b, auth_tag b, created_at, created_by"
SLOT = SLOT_HEADER + ", header_mac b"
DATA_KEY = "id, term n, algorithm, status, created_at, rotated_to"

# Section 2: limits of the iterations, smallest and largest.
SLOT_ITERATIONS = {"raw": (100_000, 2_000_000), "passphrase": (600_000, 2_000_000)}
VERSION_ITERATIONS = (1_000, 100_000)


class Refused(Exception):
    """What is stored is not what the library wrote."""


def require(holds, what):
    if not holds:
        raise Refused(what)


# --- Section 1: the canonical encoding. Text is str, a number int, bytes are bytes, absent is None.


def field(value):
    if value is None:
        kind, content = 0, b""
    elif isinstance(value, str):
        kind, content = 1, value.encode("utf-8")
    elif isinstance(value, int):
        kind, content = 2, struct.pack(">q", value)
    else:
        kind, content = 3, bytes(value)
    return struct.pack(">BI", kind, len(content)) + content


def enc(purpose, *values):
    return b"".join(field(value) for value in ("credential-store/v1/" + purpose, *values))


def columns(row, notation):
    """The columns of a row in the order of the page; a column of another kind than the page says is refused."""
    kinds = {"": str, "n": int, "b": bytes}
    for column in notation.split(", "):
        name, _, kind = column.partition(" ")
        value = row[name]
        require(value is None or isinstance(value, kinds[kind]), f"column {name} is of another kind")
        yield value


# --- Section 2: keys.


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def matches(key, message, expected):
    return expected is not None and hmac.compare_digest(mac(key, message), expected)


def hkdf_expand(key, info):
    """RFC 5869, section 2.3, for one block."""
    return mac(key, info + b"\x01")


def decrypt(key, row, ciphertext, context):
    try:
        return AESGCM(key).decrypt(row["iv"], row[ciphertext] + row["auth_tag"], context)
    except InvalidTag:
        raise Refused("a ciphertext does not open") from None


def master_key(kind, text):
    return bytes.fromhex(text.strip()) if kind == "raw" else text.rstrip("\n").encode("utf-8")


# --- The file.


class Store:
    def __init__(self, path, kind, master):
        self.database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.database.row_factory = sqlite3.Row
        states = self.rows("store_state", "store_id")
        require(len(states) == 1, "store_state must have one row")
        self.state = states[0]
        self.id = self.state["store_id"]
        require(self.state["format_version"] == 1, "another version of the format")
        self.slots = self.rows("key_slots", "id")
        self.data_keys = self.rows("encryption_keys", "term")
        roots = self.unlock(kind, master)
        require(roots.keys() == {key["term"] for key in self.data_keys}, "the terms are not those of the slot")
        self.terms = {key["id"]: key["term"] for key in self.data_keys}
        self.keys = {term: self.purposes(root, term) for term, root in roots.items()}

    def rows(self, table, order, where="1", *parameters):
        return self.database.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY {order}", parameters).fetchall()

    # Section 3
    def unlock(self, kind, master):
        for slot in self.slots:
            if slot["kdf"] != kind:
                continue
            smallest, largest = SLOT_ITERATIONS[kind]
            require(smallest <= slot["kdf_iterations"] <= largest, f"iterations of key_slots {slot['id']}")
            stretched = hashlib.pbkdf2_hmac("sha256", master, slot["salt"], slot["kdf_iterations"])
            if slot["id"] == "mk_" + hkdf_expand(stretched, b"id")[:8].hex():
                return self.unwrap(slot, stretched)
        raise Refused("the master key opens no slot")

    def unwrap(self, slot, stretched):
        header = enc("slot", self.id, *columns(slot, SLOT_HEADER))
        require(matches(hkdf_expand(stretched, b"header"), header, slot["header_mac"]), f"key_slots {slot['id']}")
        context = enc("wrap", self.id, slot["id"])
        packed = decrypt(hkdf_expand(stretched, b"unlock"), slot, "wrapped_keys", context)
        return dict(struct.iter_unpack(">I32s", packed))

    def purposes(self, root, term):
        names = ("value", "row", "audit", "state")
        return {name: hkdf_expand(root, enc("key/" + name, self.id, term)) for name in names}

    def key(self, purpose, key_id):
        require(key_id in self.terms, f"no key {key_id}")
        return self.keys[self.terms[key_id]][purpose]

    # Section 5: rows
    def verify_row(self, table, purpose, row, prefix, name, key_column="mac_key_id", mac_column="row_mac"):
        message = enc(purpose[1], *prefix, *columns(row, ROWS[table]))
        require(matches(self.key(purpose[0], row[key_column]), message, row[mac_column]), f"{table} {name}")

    def verify_state(self):
        self.verify_row("store_state", ("state", "state"), self.state, (), self.id)
        message = enc(
            "digest/keys", self.id,
            len(self.slots), *(value for slot in self.slots for value in columns(slot, SLOT)),
            len(self.data_keys), *(value for key in self.data_keys for value in columns(key, DATA_KEY)))
        self.verify_digest("state", self.state["mac_key_id"], message, self.state["keys_digest"], "key_slots")

    def verify_digest(self, purpose, key_id, message, expected, what):
        require(matches(self.key(purpose, key_id), message, expected), f"digest over {what}")

    def verify_credential(self, row, versions, grants):
        self.verify_row("credentials", ("row", "credential"), row, (self.id,), row["id"])
        require(row["bucket"] == bucket(row["id"]), f"bucket of {row['id']}")
        for version in versions:
            self.verify_row("credential_versions", ("row", "version"), version, (self.id,),
                            f"{row['id']} {version['version']}", key_column="encryption_key_id")
        for grant in grants:
            self.verify_row("credential_access_policies", ("row", "policy"), grant, (self.id,), grant["id"])
        self.verify_members(row, "credential_versions", versions, "version", "version_digest")
        self.verify_members(row, "credential_access_policies", grants, "id", "policy_digest")

    def verify_members(self, row, table, members, name, digest):
        sealed = [part for member in members for part in (str(member[name]), member["row_mac"])]
        message = enc("digest/" + table, self.id, row["id"], len(members), *sealed)
        self.verify_digest("row", row["mac_key_id"], message, row[digest], f"{table} of {row['id']}")

    # Section 5: the tree
    def verify_tree(self, credentials):
        by_bucket = sorted(credentials, key=lambda row: (row["bucket"], row["id"]))
        level = [(position, self.bucket_digest(position, list(members)))
                 for position, members in groupby(by_bucket, key=lambda row: row["bucket"])]
        for number in (3, 2, 1):
            stored = [(row["position"], row["digest"])
                      for row in self.rows("credential_digests", "position", "level = ?", number)]
            require(level == stored, f"credential_digests of level {number}")
            level = [(position, self.node_digest(number - 1, position, list(children)))
                     for position, children in groupby(level, key=lambda node: node[0] // 64)]
        root = level[0][1] if level else self.node_digest(0, 0, [])
        require(hmac.compare_digest(root, self.state["credentials_digest"]), "the root of the tree")

    def bucket_digest(self, position, members):
        sealed = [part for row in members for part in (row["id"], row["row_mac"])]
        return mac(self.key("state", self.state["mac_key_id"]),
                   enc("digest/bucket", self.id, position, len(members), *sealed))

    def node_digest(self, level, position, children):
        flat = [part for child in children for part in child]
        return mac(self.key("state", self.state["mac_key_id"]),
                   enc("digest/node", self.id, level, position, len(children), *flat))

    # Section 6
    def verify_trail(self):
        count, previous = 0, None
        for count, row in enumerate(self.rows("credential_audit_log", "seq"), start=1):
            require(row["seq"] == count, f"credential_audit_log {count} is missing")
            if previous is None:
                previous = mac(self.key("audit", row["mac_key_id"]), enc("genesis", self.id))
            require(row["prev_mac"] == previous, f"link of credential_audit_log {count}")
            self.verify_row("credential_audit_log", ("audit", "audit"), row, (self.id,), count, mac_column="mac")
            previous = row["mac"]
        end = (self.state["audit_seq"], self.state["audit_mac"])
        require(end == (count, previous), "the trail does not end where the state says")
        return count

    def verify_counts(self):
        counts = {}
        for row in self.rows("credential_audit_log", "seq", "action = 'retrieve'"):
            pair = ("-" if row["credential_id"] is None else row["credential_id"], row["entity_type"], row["entity_id"])
            total, failed = counts.get(pair, (0, 0))
            counts[pair] = (total + 1, failed + 1 - row["success"])
        found = {tuple(row[:3]): tuple(row[3:]) for row in self.rows("credential_access_counts", "credential_id")}
        require(found == counts, "credential_access_counts")

    # Section 4
    def value(self, credential, version):
        smallest, largest = VERSION_ITERATIONS
        iterations = version["kdf_iterations"]
        require(smallest <= iterations <= largest, f"iterations of {credential['id']} {version['version']}")
        context = enc("value", 1, self.id, credential["id"], version["version"], credential["type"],
                      self.terms[version["encryption_key_id"]], iterations)
        secret = self.key("value", version["encryption_key_id"])
        key = hashlib.pbkdf2_hmac("sha256", secret, version["salt"] + context, iterations)
        return json.loads(decrypt(key, version, "encrypted_value", context).rstrip(b" "))


def bucket(credential_id):
    """The first 18 bits of SHA-256 over the id."""
    return int.from_bytes(hashlib.sha256(credential_id.encode("utf-8")).digest()[:3], "big") >> 6


def recover(store):
    store.verify_state()
    credentials = store.rows("credentials", "id")
    recovered, versions, grants = [], 0, 0
    for row in credentials:
        own_versions = store.rows("credential_versions", "version", "credential_id = ?", row["id"])
        own_grants = store.rows("credential_access_policies", "id", "credential_id = ?", row["id"])
        store.verify_credential(row, own_versions, own_grants)
        versions, grants = versions + len(own_versions), grants + len(own_grants)
        recovered.append({
            "id": row["id"], "name": row["name"], "type": row["type"], "current_version": row["current_version"],
            "versions": {version["version"]: store.value(row, version) for version in own_versions}})
    store.verify_tree(credentials)
    require(versions == len(store.rows("credential_versions", "version")), "a version without its credential")
    require(grants == len(store.rows("credential_access_policies", "id")), "a grant without its credential")
    entries = store.verify_trail()
    store.verify_counts()
    return {"credentials": recovered, "grants": grants, "audit_entries": entries}


def main(path, kind):
    try:
        result = recover(Store(path, kind, master_key(kind, sys.stdin.read())))
    except (Refused, sqlite3.Error) as refusal:
        sys.exit(f"refused: {refusal}")
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
