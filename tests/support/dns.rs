//! A name server of our own, over UDP and TCP, that says what a test tells it to say.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, UdpSocket};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hickory_proto::op::{Message, MessageType, OpCode, ResponseCode};
use hickory_proto::rr::rdata::{A, AAAA, CNAME, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};

/// Longest answer over UDP; a longer one is cut, and asked for again over TCP.
const UDP_BYTES: usize = 1232;

/// What is said of one name: answers in turn, the last for ever.
type Turns = Vec<Vec<(String, RData)>>;

#[derive(Default)]
struct Zone {
    records: HashMap<(String, RecordType), Turns>,
    asked: Vec<(String, RecordType)>,
    slow: HashMap<String, Duration>,
    failing: HashSet<(String, RecordType)>,
    broken: bool,
}

/// A running name server. It stops with the test's process.
#[derive(Clone)]
pub struct NameServer {
    pub address: SocketAddr,
    zone: Arc<Mutex<Zone>>,
}

impl NameServer {
    /// On an address of this machine, port 0 for any.
    pub fn start(at: SocketAddr) -> NameServer {
        let tcp = TcpListener::bind(at).unwrap();
        let address = tcp.local_addr().unwrap();
        let udp = UdpSocket::bind(address).unwrap();
        let server = NameServer { address, zone: Arc::default() };
        let own = server.clone();
        std::thread::spawn(move || own.serve_udp(&udp));
        let own = server.clone();
        std::thread::spawn(move || tcp.incoming().flatten().for_each(|stream| own.serve_tcp(stream)));
        server
    }

    pub fn on_loopback() -> NameServer {
        NameServer::start("127.0.0.1:0".parse().unwrap())
    }

    /// The texts at a name.
    pub fn texts(&self, name: &str, texts: &[&str]) {
        let records = texts.iter().map(|text| RData::TXT(TXT::new(vec![(*text).to_owned()])));
        self.say(name, RecordType::TXT, vec![records.map(|data| (name.to_owned(), data)).collect()]);
    }

    /// The addresses of a host.
    pub fn host(&self, name: &str, addresses: &[&str]) {
        self.host_in_turns(name, &[addresses]);
    }

    /// The addresses of a host that changes them: one list for each time somebody asks, the last for ever.
    pub fn host_in_turns(&self, name: &str, turns: &[&[&str]]) {
        let data = |address: &str| match address.parse().unwrap() {
            IpAddr::V4(v4) => RData::A(A(v4)),
            IpAddr::V6(v6) => RData::AAAA(AAAA(v6)),
        };
        for kind in [RecordType::A, RecordType::AAAA] {
            let one = |addresses: &&[&str]| {
                let all = addresses.iter().map(|address| data(address));
                all.filter(|data| data.record_type() == kind).map(|data| (name.to_owned(), data)).collect()
            };
            self.say(name, kind, turns.iter().map(one).collect());
        }
    }

    /// Whatever records, each with its owner, when a name is asked for.
    pub fn say(&self, name: &str, kind: RecordType, turns: Turns) {
        let mut zone = self.zone.lock().unwrap();
        let key = (name.to_owned(), kind);
        zone.failing.remove(&key);
        zone.records.insert(key, turns);
    }

    /// Says that it cannot answer when the addresses of a host in IPv6 are asked for, until something else is said of them.
    pub fn fails_for_ipv6(&self, name: &str) {
        self.zone.lock().unwrap().failing.insert((name.to_owned(), RecordType::AAAA));
    }

    /// Answers for a name only after so long, and others meanwhile.
    pub fn slow(&self, name: &str, wait: Duration) {
        self.zone.lock().unwrap().slow.insert(name.to_owned(), wait);
    }

    /// How long whoever asks this is to wait.
    fn wait(&self, question: &[u8]) -> Duration {
        let name = Message::from_vec(question).ok().and_then(|question| name_of(&question));
        let zone = self.zone.lock().unwrap();
        name.and_then(|name| zone.slow.get(&name).copied()).unwrap_or_default()
    }

    /// Says from now on that it cannot answer, or answers again.
    pub fn break_down(&self, broken: bool) {
        self.zone.lock().unwrap().broken = broken;
    }

    /// Forgets what is said of a name.
    pub fn forget(&self, name: &str) {
        self.zone.lock().unwrap().records.retain(|(known, _), _| known != name);
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<(String, RecordType)> {
        self.zone.lock().unwrap().asked.clone()
    }

    fn answer(&self, question: &[u8]) -> Option<Message> {
        let question = Message::from_vec(question).ok()?;
        let query = question.queries.first()?.clone();
        let mut answer = Message::new(question.metadata.id, MessageType::Response, OpCode::Query);
        answer.metadata.recursion_desired = true;
        answer.metadata.recursion_available = true;
        answer.add_query(query.clone());
        let key = (name_of(&question)?, query.query_type);
        let mut zone = self.zone.lock().unwrap();
        zone.asked.push(key.clone());
        if zone.broken || zone.failing.contains(&key) {
            answer.metadata.response_code = ResponseCode::ServFail;
            return Some(answer);
        }
        let known = zone.records.keys().any(|(known, _)| *known == key.0);
        let Some(turns) = zone.records.get_mut(&key) else {
            answer.metadata.response_code =
                if known { ResponseCode::NoError } else { ResponseCode::NXDomain };
            return Some(answer);
        };
        let now = if turns.len() > 1 { turns.remove(0) } else { turns.first().cloned().unwrap_or_default() };
        for (owner, data) in now {
            answer.add_answer(Record::from_rdata(Name::from_ascii(format!("{owner}.")).unwrap(), 0, data));
        }
        Some(answer)
    }

    fn serve_udp(&self, socket: &UdpSocket) {
        let mut buffer = [0; 4096];
        while let Ok((length, from)) = socket.recv_from(&mut buffer) {
            let question = &buffer[..length];
            let wait = self.wait(question);
            let Some(mut answer) = self.answer(question) else { continue };
            let mut bytes = answer.to_vec().unwrap();
            if bytes.len() > UDP_BYTES {
                answer.answers.clear();
                answer.metadata.truncation = true;
                bytes = answer.to_vec().unwrap();
            }
            if wait.is_zero() {
                let _ = socket.send_to(&bytes, from);
            } else {
                later(socket, bytes, (from, wait));
            }
        }
    }

    fn serve_tcp(&self, mut stream: std::net::TcpStream) {
        let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
        let mut length = [0; 2];
        if stream.read_exact(&mut length).is_err() {
            return;
        }
        let mut question = vec![0; usize::from(u16::from_be_bytes(length))];
        if stream.read_exact(&mut question).is_err() {
            return;
        }
        let Some(answer) = self.answer(&question) else { return };
        let bytes = answer.to_vec().unwrap();
        let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
        let _ = stream.write_all(&[&length.to_be_bytes()[..], &bytes].concat());
    }
}

fn name_of(question: &Message) -> Option<String> {
    let query = question.queries.first()?;
    Some(query.name.to_ascii().trim_end_matches('.').to_ascii_lowercase())
}

/// Sends an answer after a while, and holds nobody else up meanwhile.
fn later(socket: &UdpSocket, bytes: Vec<u8>, (to, wait): (SocketAddr, Duration)) {
    let socket = socket.try_clone().unwrap();
    std::thread::spawn(move || {
        std::thread::sleep(wait);
        let _ = socket.send_to(&bytes, to);
    });
}

/// A record that says that a name is another's alias.
pub fn alias(name: &str, of: &str) -> (String, RData) {
    (name.to_owned(), RData::CNAME(CNAME(Name::from_ascii(format!("{of}.")).unwrap())))
}
