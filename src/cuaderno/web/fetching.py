"""A document from a public address: every connection goes to an address that was looked at, and never into a private network.

A name is resolved once for each connection, all addresses that it stands for are looked at, and the connection is made to one of
them; so no name can stand for something else a moment later, and a redirect is looked at like the first address.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from cuaderno.errors import FetchError

if TYPE_CHECKING:
    from urllib3 import PoolManager
    from urllib3.connection import HTTPConnection

    from cuaderno.reading.address import Answer

PORTS = (80, 443)
SECONDS = 20.0
_CARRIERS = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "::/96")))
"""IPv6 networks whose addresses stand for IPv4 addresses (RFC 6052, 4380, 3056): a private one may hide in them."""

Allowed = Callable[[str, int], bool]
"""Whether a connection may be made to an address (a number) and a port."""


def is_public(address: str, port: int) -> bool:
    """Whether an address is one of the public network, and the port one of the web's.

    >>> is_public("127.0.0.1", 80), is_public("::ffff:10.0.0.1", 443), is_public("100.64.0.1", 80), is_public("93.184.216.34", 443)
    (False, False, False, True)
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif any(found in network for network in _CARRIERS) or found.is_site_local:
            return False
    shut = found.is_multicast or found.is_reserved or found.is_loopback or found.is_link_local or found.is_unspecified
    return port in PORTS and found.is_global and not found.is_private and not shut


def fetch_public(address: str, most: int, seconds: float = SECONDS, allowed: Allowed = is_public) -> Answer:
    """The document at a public http or https address, of at most `most` bytes, as `reading.address.fetched`.

    Raises FetchError, also where the address or one it leads on to is not `allowed`.
    """
    from cuaderno.reading.address import fetched

    return fetched(address, most, seconds=seconds, pool=lambda: pinned(allowed))


def pinned(allowed: Allowed) -> PoolManager:
    """A pool whose connections are made to allowed addresses alone. The system's proxies are not asked."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, allowed)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, allowed)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    made = PoolManager(num_pools=8, cert_reqs="CERT_REQUIRED")
    made.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return made


def _connected(asked: HTTPConnection, allowed: Allowed) -> socket.socket:
    """A connection to the first address of a host that answers, once all of them were found to be allowed."""
    from urllib3.exceptions import NewConnectionError

    host = asked.host.strip("[]")
    try:
        found = socket.getaddrinfo(host, asked.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        found = []
    if not found:
        raise FetchError(f"No server is called {host}. Check the address, or save the document and choose the file.")
    if not all(allowed(str(place[0]), asked.port) for *_, place in found):
        raise FetchError(
            f"{host} is not an address of the public web, and only those are read here. Save the document and choose the file."
        )
    for family, kind, protocol, _, place in found:
        one = socket.socket(family, kind, protocol)
        try:
            one.settimeout(asked.timeout)
            one.connect(place)
        except OSError:
            one.close()
        else:
            return one
    raise NewConnectionError(asked, f"{host} refuses the connection")
