//! Asks a name server one question and reads its answer within limits. Follows no referral: name servers are asked
//! that look everything up themselves.
//!
//! Sources: RFC 1035 (messages), RFC 6891 (their length), RFC 7766 (over TCP). The messages are read and written by
//! `hickory-proto`.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, UdpSocket};
use std::time::{Duration, Instant};

use hickory_proto::op::{Edns, Message, MessageType, OpCode, Query, ResponseCode};
use hickory_proto::rr::{Name, RData, RecordType};

use crate::clock::Chance;
use crate::domain::limits;
use crate::domain::public_address::is_public;

/// Where a Linux machine keeps the name servers that it uses itself (resolv.conf(5)).
const RESOLV_CONF: &str = "/etc/resolv.conf";
const PORT: u16 = 53;
/// How many of the machine's own are asked.
const OWN_SERVERS: usize = 2;
/// Longest answer over UDP that we ask for: it comes in one piece everywhere.
const UDP_BYTES: u16 = 1232;
/// How often a question is sent over UDP.
const TRIES: u32 = 2;

/// Why a name server's answer is no use. It holds nothing of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// What is asked for is no name.
    Name,
    /// No answer in time, or no way there.
    Silent,
    /// The server would or could not look it up.
    Refused,
    /// More than is read.
    TooLong,
    /// Not to be read, or aliases without an end.
    Unreadable,
}

impl From<io::Error> for Fault {
    fn from(_: io::Error) -> Fault {
        Fault::Silent
    }
}

/// The name servers to ask: those that are configured, else the machine's own.
pub fn servers(configured: &[SocketAddr]) -> Vec<SocketAddr> {
    if !configured.is_empty() {
        return configured.to_vec();
    }
    own_servers(&std::fs::read_to_string(RESOLV_CONF).unwrap_or_default())
}

fn own_servers(conf: &str) -> Vec<SocketAddr> {
    let named = conf.lines().filter_map(|line| line.trim().strip_prefix("nameserver"));
    let addresses = named.filter_map(|rest| rest.trim().parse::<IpAddr>().ok());
    addresses.map(|address| SocketAddr::from((address, PORT))).take(OWN_SERVERS).collect()
}

/// The texts at a name, each with its strings joined (RFC 7208, section 3.3, reads them so). No name has no texts.
pub fn texts(server: SocketAddr, chance: &dyn Chance, name: &str) -> Result<Vec<Vec<u8>>, Fault> {
    let end = Instant::now() + longest();
    let text = |data: RData| match data {
        RData::TXT(text) => Some(text.txt_data.concat()),
        _ => None,
    };
    Ok(ask(server, chance, (name, RecordType::TXT), end)?.into_iter().filter_map(text).collect())
}

/// The public addresses of a host, IPv4 before IPv6. Every other address is as if it were not there; so is a kind of which the
/// server does not answer, where it has told some of the other. Whoever asks for something larger says by when that must end, and
/// no question lasts longer.
pub fn public_addresses(
    server: SocketAddr,
    chance: &dyn Chance,
    host: &str,
    end: Instant,
) -> Result<Vec<IpAddr>, Fault> {
    let (mut found, mut failed) = (Vec::new(), None);
    for kind in [RecordType::A, RecordType::AAAA] {
        match ask(server, chance, (host, kind), end) {
            Ok(records) => found.extend(records.into_iter().filter_map(|data| match data {
                RData::A(address) => Some(IpAddr::V4(address.0)),
                RData::AAAA(address) => Some(IpAddr::V6(address.0)),
                _ => None,
            })),
            Err(fault) => failed = Some(fault),
        }
    }
    if let Some(fault) = failed.filter(|_| found.is_empty()) {
        return Err(fault);
    }
    found.truncate(limits::DNS_ADDRESSES);
    found.retain(|address| is_public(*address));
    Ok(found)
}

/// The records of a kind at a name, or at the end of its aliases.
fn ask(
    server: SocketAddr,
    chance: &dyn Chance,
    (name, kind): (&str, RecordType),
    end: Instant,
) -> Result<Vec<RData>, Fault> {
    let name = Name::from_ascii(format!("{name}.")).map_err(|_| Fault::Name)?;
    let mut id = [0; 2];
    chance.fill(&mut id);
    let question = question(u16::from_be_bytes(id), &name, kind);
    let bytes = question.to_vec().map_err(|_| Fault::Name)?;
    let end = end.min(Instant::now() + longest());
    let mut answer = over_udp(server, &question, &bytes, end)?;
    if answer.metadata.truncation {
        answer = over_tcp(server, &question, &bytes, end)?;
    }
    match answer.metadata.response_code {
        ResponseCode::NoError => records(answer, name, kind),
        ResponseCode::NXDomain => Ok(Vec::new()),
        _ => Err(Fault::Refused),
    }
}

/// How long one question waits for its answer at most.
fn longest() -> Duration {
    Duration::from_secs(limits::DNS_SECONDS)
}

fn question(id: u16, name: &Name, kind: RecordType) -> Message {
    let mut question = Message::new(id, MessageType::Query, OpCode::Query);
    question.metadata.recursion_desired = true;
    question.add_query(Query::query(name.clone(), kind));
    let mut edns = Edns::new();
    edns.set_max_payload(UDP_BYTES);
    question.set_edns(edns);
    question
}

/// Whether a message answers the question, rather than being somebody's guess or the answer to another.
fn answers(answer: &Message, question: &Message) -> bool {
    answer.metadata.id == question.metadata.id
        && answer.metadata.message_type == MessageType::Response
        && answer.queries == question.queries
}

fn over_udp(server: SocketAddr, question: &Message, bytes: &[u8], end: Instant) -> Result<Message, Fault> {
    let here: IpAddr =
        if server.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
    // A new port by chance for each question; connected, it takes no word from anybody else.
    let socket = UdpSocket::bind((here, 0))?;
    socket.connect(server)?;
    let mut buffer = [0; UDP_BYTES as usize];
    for tries_left in (1..=TRIES).rev() {
        socket.send(bytes)?;
        let patience = Instant::now() + left(end)? / tries_left;
        while let Ok(wait) = left(patience) {
            socket.set_read_timeout(Some(wait))?;
            let Ok(length) = socket.recv(&mut buffer) else { break };
            match Message::from_vec(buffer.get(..length).unwrap_or_default()) {
                Ok(answer) if answers(&answer, question) => return Ok(answer),
                _ => {}
            }
        }
    }
    Err(Fault::Silent)
}

fn over_tcp(server: SocketAddr, question: &Message, bytes: &[u8], end: Instant) -> Result<Message, Fault> {
    let mut stream = TcpStream::connect_timeout(&server, left(end)?)?;
    let length = u16::try_from(bytes.len()).map_err(|_| Fault::Name)?;
    stream.set_write_timeout(Some(left(end)?))?;
    stream.write_all(&[&length.to_be_bytes(), bytes].concat())?;
    let mut length = [0; 2];
    read_all(&mut stream, &mut length, end)?;
    let length = usize::from(u16::from_be_bytes(length));
    if length > limits::DNS_ANSWER_BYTES {
        return Err(Fault::TooLong);
    }
    let mut buffer = vec![0; length];
    read_all(&mut stream, &mut buffer, end)?;
    let answer = Message::from_vec(&buffer).map_err(|_| Fault::Unreadable)?;
    if answers(&answer, question) { Ok(answer) } else { Err(Fault::Unreadable) }
}

/// Fills the buffer before the time is up, however slowly it comes.
fn read_all(stream: &mut TcpStream, mut buffer: &mut [u8], end: Instant) -> Result<(), Fault> {
    while !buffer.is_empty() {
        stream.set_read_timeout(Some(left(end)?))?;
        match stream.read(buffer)? {
            0 => return Err(Fault::Silent),
            read => buffer = buffer.get_mut(read..).unwrap_or_default(),
        }
    }
    Ok(())
}

fn left(end: Instant) -> Result<Duration, Fault> {
    let left = end.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(Fault::Silent) } else { Ok(left) }
}

/// What the answer holds at the end of the name's aliases.
fn records(answer: Message, mut name: Name, kind: RecordType) -> Result<Vec<RData>, Fault> {
    for _ in 0..=limits::DNS_ALIASES {
        let alias = answer.answers.iter().find_map(|record| match &record.data {
            RData::CNAME(alias) if record.name == name => Some(alias.0.clone()),
            _ => None,
        });
        match alias {
            Some(target) => name = target,
            None => {
                let here = answer.answers.into_iter().filter(|record| record.name == name);
                return Ok(here
                    .map(|record| record.data)
                    .filter(|data| data.record_type() == kind)
                    .collect());
            }
        }
    }
    Err(Fault::Unreadable)
}
