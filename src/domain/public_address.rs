//! Owns the rule of which IP addresses are the public Internet's: to any other, what a stranger typed must never lead
//! us.
//!
//! Refused is every block of IANA's registries of special-purpose addresses (RFC 6890), reachable or not; multicast;
//! all of IPv6 that is not assigned as global unicast; and what lies within an address that carries another.
//! `core::net` has the addresses alone, and no sockets.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Blocks of IPv4 that are not the public Internet's: first address and length of the prefix.
const REFUSED_V4: &[(Ipv4Addr, u32)] = &[
    // "This network" (RFC 791).
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    // Private (RFC 1918).
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    // Shared by a provider's customers (RFC 6598).
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    // This machine (RFC 1122).
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    // This wire (RFC 3927); clouds tell their machines' secrets there.
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    // A cloud's own service to its machines, on an address that looks public.
    (Ipv4Addr::new(168, 63, 129, 16), 32),
    // Protocols (RFC 6890), with DS-Lite, NAT64 discovery and the rest.
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    // Documentation (RFC 5737).
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    // AS112 (RFC 7535, RFC 7534), AMT (RFC 7450), relays of 6to4 (RFC 7526).
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 175, 48, 0), 24),
    (Ipv4Addr::new(192, 52, 193, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    // Benchmarks (RFC 2544).
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    // Multicast (RFC 5771); reserved, with broadcast (RFC 1112, RFC 919).
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// What IANA has assigned as global unicast. Loopback, mapped addresses, NAT64, discard, SRv6, unique local, link-local,
/// site-local and multicast lie outside.
const GLOBAL_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Blocks within it that are not the public Internet's.
const REFUSED_V6: &[(Ipv6Addr, u32)] = &[
    // Protocols (RFC 2928): Teredo, benchmarks, AMT, AS112, ORCHID, drones and the rest.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    // Documentation (RFC 3849, RFC 9637).
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
    // 6to4 (RFC 3056): carries an IPv4 address.
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    // AS112 (RFC 7534).
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48),
];

/// Whether an address is one of the public Internet's.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => !REFUSED_V4.iter().any(|block| within_v4(v4, *block)),
        IpAddr::V6(v6) => within_v6(v6, GLOBAL_V6) && !REFUSED_V6.iter().any(|block| within_v6(v6, *block)),
    }
}

fn within_v4(address: Ipv4Addr, (first, bits): (Ipv4Addr, u32)) -> bool {
    (address.to_bits() ^ first.to_bits()).leading_zeros() >= bits
}

fn within_v6(address: Ipv6Addr, (first, bits): (Ipv6Addr, u32)) -> bool {
    (address.to_bits() ^ first.to_bits()).leading_zeros() >= bits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// IANA IPv4 Special-Purpose Address Registry, every line of it; then multicast.
    const IANA_V4: &[&str] = &[
        "0.0.0.0/8",
        "0.0.0.0/32",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.0.0/29",
        "192.0.0.8/32",
        "192.0.0.9/32",
        "192.0.0.10/32",
        "192.0.0.170/32",
        "192.0.0.171/32",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.88.99.2/32",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "240.0.0.0/4",
        "255.255.255.255/32",
        "224.0.0.0/4",
    ];

    /// IANA IPv6 Special-Purpose Address Registry, every line of it; then multicast and site-local.
    const IANA_V6: &[&str] = &[
        "::1/128",
        "::/128",
        "::ffff:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "100:0:0:1::/64",
        "2001::/23",
        "2001::/32",
        "2001:1::1/128",
        "2001:1::2/128",
        "2001:1::3/128",
        "2001:2::/48",
        "2001:3::/32",
        "2001:4:112::/48",
        "2001:10::/28",
        "2001:20::/28",
        "2001:30::/28",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "ff00::/8",
        "fec0::/10",
    ];

    /// The first and the last address of a block.
    fn ends(block: &str) -> [IpAddr; 2] {
        let (first, bits) = block.split_once('/').unwrap();
        let bits: u32 = bits.parse().unwrap();
        match first.parse().unwrap() {
            IpAddr::V4(v4) => {
                let rest = u32::MAX.checked_shr(bits).unwrap_or(0);
                [v4.into(), Ipv4Addr::from_bits(v4.to_bits() | rest).into()]
            }
            IpAddr::V6(v6) => {
                let rest = u128::MAX.checked_shr(bits).unwrap_or(0);
                [v6.into(), Ipv6Addr::from_bits(v6.to_bits() | rest).into()]
            }
        }
    }

    #[test]
    fn every_special_block_is_refused_from_end_to_end() {
        for block in IANA_V4.iter().chain(IANA_V6) {
            for end in ends(block) {
                assert!(!is_public(end), "{end} of {block}");
            }
        }
    }

    #[test]
    fn what_carries_an_inner_address_is_refused() {
        for address in [
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:93.184.216.34",
            "::ffff:0:93.184.216.34",
            "64:ff9b::7f00:1",
            "64:ff9b::5db8:d822",
            "64:ff9b:1::a9fe:a9fe",
            "2002:7f00:1::",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "fd00:ec2::254",
            "168.63.129.16",
            "100.100.100.200",
            "169.254.169.254",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn neighbours_of_special_blocks_are_public() {
        for address in [
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "168.63.129.17",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.0.3.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:db7:ffff::1",
            "2001:db9::1",
            "2003::1",
            "2606:2800:220:1::1",
            "2620:4f:8001::1",
            "3fff:1000::1",
            "3ffe::1",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        for unassigned in ["4000::1", "1fff::1", "8000::1", "e000::1"] {
            assert!(!is_public(unassigned.parse().unwrap()), "{unassigned}");
        }
    }
}
