//! Owns networks of IP addresses: one address, or a block in CIDR notation (RFC 4632, RFC 4291). An IPv4 address that is
//! written as IPv6 (RFC 4291, 2.5.5.2) is IPv4. `core::net` has the addresses alone, and no sockets.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::fmt;

use super::{Flaw, limits};

/// Bits before the IPv4 address in one that is mapped into IPv6.
const MAPPED: u8 = 96;

/// A block of IP addresses, as large as a single one or as all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Network {
    first: IpAddr,
    /// How many leading bits count.
    bits: u8,
}

impl Network {
    /// Reads `10.0.0.0/8`, `fd00::/8`, or one address.
    ///
    /// # Errors
    /// `NetworkMalformed`; `NetworkBeyondPrefix` where the address is not the first of its block.
    pub fn parse(typed: &str) -> Result<Network, Flaw> {
        let typed = typed.trim();
        let (address, bits) = match typed.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (typed, None),
        };
        if address.is_empty() && bits.is_none() {
            return Err(Flaw::Missing);
        }
        let address: IpAddr = address.parse().map_err(|_| Flaw::NetworkMalformed)?;
        let bits = match bits {
            Some(bits) => bits.parse().map_err(|_| Flaw::NetworkMalformed)?,
            None => length(address),
        };
        if bits > length(address) {
            return Err(Flaw::NetworkMalformed);
        }
        let network = Network::around(address, bits);
        let typed = Network::plain(address, bits).first;
        if network.first == typed { Ok(network) } else { Err(Flaw::NetworkBeyondPrefix) }
    }

    /// The same for what is done to whoever comes from it.
    ///
    /// # Errors
    /// As [`Network::parse`]; `NetworkTooWide` for one that is larger than any one network is: nearly everybody is in it.
    pub fn parse_narrow(typed: &str) -> Result<Network, Flaw> {
        Network::parse(typed)
            .and_then(|network| if network.is_too_wide() { Err(Flaw::NetworkTooWide) } else { Ok(network) })
    }

    /// The block of this many leading bits that an address is in.
    pub fn around(address: IpAddr, bits: u8) -> Network {
        let Network { first, bits } = Network::plain(address, bits);
        Network { first: first_of(first, bits), bits }
    }

    /// What stands for one visitor: the address, in IPv6 its /64, since one host has as many of those addresses as it likes.
    pub fn of_visitor(address: IpAddr) -> Network {
        match address.to_canonical() {
            IpAddr::V4(v4) => Network { first: IpAddr::V4(v4), bits: 32 },
            v6 @ IpAddr::V6(_) => Network::around(v6, limits::VISITOR_V6_BITS),
        }
    }

    /// The network of a site that an address is in: /24, in IPv6 /48, as they are given out.
    pub fn of_site(address: IpAddr) -> Network {
        Network::of_bits(address, limits::SITE_BITS)
    }

    /// The network of a provider that an address is in: /16, in IPv6 /32.
    pub fn of_carrier(address: IpAddr) -> Network {
        Network::of_bits(address, limits::CARRIER_BITS)
    }

    fn of_bits(address: IpAddr, bits: limits::Bits) -> Network {
        let address = address.to_canonical();
        Network::around(address, if address.is_ipv4() { bits.v4 } else { bits.v6 })
    }

    /// Whether an address is in the block.
    pub fn contains(self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.first.is_ipv4() && first_of(address, self.bits) == self.first
    }

    /// The first address of the block.
    pub const fn first(self) -> IpAddr {
        self.first
    }

    /// How many leading bits count.
    pub const fn bits(self) -> u8 {
        self.bits
    }

    const fn is_too_wide(self) -> bool {
        match self.first {
            IpAddr::V4(_) => self.bits < limits::NETWORK_WIDEST_V4_BITS,
            IpAddr::V6(_) => self.bits < limits::NETWORK_WIDEST_V6_BITS,
        }
    }

    /// The same with a mapped block as the IPv4 that it is; what is wider than all of IPv4 stays IPv6.
    fn plain(address: IpAddr, bits: u8) -> Network {
        match address {
            IpAddr::V6(v6) if bits >= MAPPED => match v6.to_ipv4_mapped() {
                Some(v4) => Network { first: IpAddr::V4(v4), bits: bits - MAPPED },
                None => Network { first: address, bits },
            },
            _ => Network { first: address, bits },
        }
    }
}

impl fmt::Display for Network {
    /// One address stands alone, a block with its length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.bits == length(self.first) {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}/{}", self.first, self.bits)
        }
    }
}

impl serde::Serialize for Network {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Network {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        Network::parse(&text).map_err(|flaw| serde::de::Error::custom(format!("Network: {flaw}")))
    }
}

const fn length(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

fn first_of(address: IpAddr, bits: u8) -> IpAddr {
    match address {
        IpAddr::V4(ip) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
            Ipv4Addr::from_bits(ip.to_bits() & mask).into()
        }
        IpAddr::V6(ip) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
            Ipv6Addr::from_bits(ip.to_bits() & mask).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn network(text: &str) -> Network {
        Network::parse(text).unwrap()
    }

    #[test]
    fn blocks_hold_what_is_in_them() {
        let net = network(" 10.1.0.0/16 ");
        assert!(net.contains(ip("10.1.255.3")) && net.contains(ip("::ffff:10.1.0.9")));
        assert!(!net.contains(ip("10.2.0.0")) && !net.contains(ip("2001:db8::1")));
        assert!(network("0.0.0.0/0").contains(ip("203.0.113.9")));
        assert!(network("::/0").contains(ip("2001:db8::1")) && !network("::/0").contains(ip("192.0.2.1")));
        assert!(network("::1").contains(ip("::1")) && !network("::1").contains(ip("::2")));
        assert!(network("2001:db8::/33").contains(ip("2001:db8:7fff::")));
        assert!(!network("2001:db8::/33").contains(ip("2001:db8:8000::")));
    }

    #[test]
    fn ipv4_within_ipv6_is_ipv4() {
        assert_eq!(network("::ffff:192.0.2.0/120"), network("192.0.2.0/24"));
        assert_eq!(network("::ffff:192.0.2.7"), network("192.0.2.7/32"));
        assert_eq!(network("::ffff:0:0/96"), network("0.0.0.0/0"));
        assert_eq!(network("::ffff:192.0.2.7").to_string(), "192.0.2.7");
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["192.0.2.0/24", "192.0.2.7", "2001:db8::/32", "2001:db8::1", "::/0"] {
            assert_eq!(network(text).to_string(), text);
            let json = serde_json::to_string(&network(text)).unwrap();
            assert_eq!(serde_json::from_str::<Network>(&json).unwrap(), network(text));
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for wrong in
            ["/8", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/", "10.0.0", "here", "10.0.0.0/8/8"]
        {
            assert_eq!(Network::parse(wrong), Err(Flaw::NetworkMalformed), "{wrong}");
        }
        assert_eq!(Network::parse(" "), Err(Flaw::Missing));
        assert_eq!(Network::parse("10.1.2.3/16"), Err(Flaw::NetworkBeyondPrefix));
        assert_eq!(Network::parse("::ffff:192.0.2.7/120"), Err(Flaw::NetworkBeyondPrefix));
        assert_eq!(Network::around(ip("10.1.2.3"), 16), network("10.1.0.0/16"));
    }

    #[test]
    fn a_visitor_is_one_address_or_the_network_of_one_host() {
        assert_eq!(Network::of_visitor(ip("192.0.2.7")).to_string(), "192.0.2.7");
        assert_eq!(Network::of_visitor(ip("::ffff:192.0.2.7")).to_string(), "192.0.2.7");
        assert_eq!(Network::of_visitor(ip("2001:db8:1:2:3:4:5:6")).to_string(), "2001:db8:1:2::/64");
    }

    #[test]
    fn a_site_and_a_provider_are_blocks_around_an_address() {
        let around =
            |text| [Network::of_site(ip(text)), Network::of_carrier(ip(text))].map(|net| net.to_string());
        assert_eq!(around("198.51.100.7"), ["198.51.100.0/24", "198.51.0.0/16"]);
        assert_eq!(around("::ffff:198.51.100.7"), ["198.51.100.0/24", "198.51.0.0/16"]);
        assert_eq!(around("2001:db8:1:2:3:4:5:6"), ["2001:db8:1::/48", "2001:db8::/32"]);
    }

    #[test]
    fn a_rule_about_half_the_world_is_too_wide() {
        for wide in ["0.0.0.0/0", "128.0.0.0/1", "::/0", "2000::/3", "::ffff:0:0/96"] {
            assert_eq!(Network::parse_narrow(wide), Err(Flaw::NetworkTooWide), "{wide}");
        }
        assert!(
            Network::parse_narrow("10.0.0.0/8").is_ok() && Network::parse_narrow("2001:db8::/32").is_ok()
        );
    }
}
